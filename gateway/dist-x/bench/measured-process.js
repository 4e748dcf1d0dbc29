import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
export const canPin = cpus().length > 1 && spawnSync('taskset', ['--version']).status === 0;
/** Where everything runs that is not measured. */
export const otherProcessors = cpus().length > 1 ? `1-${cpus().length - 1}` : '0';
/**
 * A process of a benchmark, which the file itself is run in once more with the role and arguments given.
 *
 * @param env besides this process's own
 */
export function forked(file, [...roleAndArguments], processors, env = {}) {
    const child = fork(file, roleAndArguments, {
        // The log of requests is written, and goes nowhere.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        env: { ...process.env, NODE_ENV: 'production', ...env },
        // Without source maps, which would make every stack trace dear: the stock gateway makes one for each connection.
        execArgv: [],
    });
    pin(child, processors);
    return child;
}
export function pin(child, processors) {
    if (canPin)
        spawnSync('taskset', ['--all-tasks', '--cpu-list', '--pid', processors, String(child.pid)]);
}
/** Has a process that loads gateways load one. */
export function ask(loader, options) {
    return new Promise((resolve, reject) => {
        const failed = () => reject(new Error('The load stopped: see above.'));
        loader.once('exit', failed);
        loader.once('message', (result) => {
            loader.off('exit', failed);
            resolve(result);
        });
        loader.send(options);
    });
}
/** Of the process itself: the gateways that are measured have one each. */
export function cpuSeconds({ pid }) {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
}
export function memoryMb({ pid }) {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}
export async function stop(child) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    child.kill('SIGKILL');
    await once(child, 'exit');
}
export function median(values) {
    const sorted = [...values].sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
//# sourceMappingURL=measured-process.js.map