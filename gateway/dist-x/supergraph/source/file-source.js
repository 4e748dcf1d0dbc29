import { watch } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
/**
 * A text file. Its folder is watched, not the file: editors and atomic writes put another file under its name, and mounted
 * configuration swaps a link beside it. In case nothing is told, the file is looked at now and then as well.
 */
export function fileSource(path, { pollMs = 2_000, settledAfterMs = 50 } = {}) {
    return {
        read: () => readFile(path, 'utf8'),
        watch(changed) {
            let seen;
            let stopped = false;
            let settling;
            const look = async () => {
                const now = await fingerprint(path);
                // A file that is away is about to be there again: until then there is nothing to read.
                if (stopped || now === undefined || now === seen)
                    return;
                seen = now;
                changed();
            };
            const watcher = watchFolder(dirname(path), () => {
                clearTimeout(settling);
                settling = setTimeout(() => void look(), settledAfterMs);
            });
            const polling = setInterval(() => void look(), pollMs).unref();
            // The first look tells of what came between the first reading and now.
            void look();
            return () => {
                stopped = true;
                watcher?.close();
                clearInterval(polling);
                clearTimeout(settling);
            };
        },
    };
}
/** What differs after every change: another file, another length or another time. Undefined where there is no file. */
async function fingerprint(path) {
    try {
        const { dev, ino, size, mtimeNs } = await stat(path, { bigint: true });
        return `${dev} ${ino} ${size} ${mtimeNs}`;
    }
    catch {
        return undefined;
    }
}
/** @returns undefined where the folder cannot be watched (missing, or too many watches): looking now and then remains. */
function watchFolder(folder, told) {
    try {
        const watcher = watch(folder, { persistent: false }, told);
        watcher.on('error', () => watcher.close());
        return watcher;
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=file-source.js.map