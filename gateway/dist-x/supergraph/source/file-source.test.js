var __addDisposableResource = (this && this.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (this && this.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
import { mkdir, mkdtemp, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../../testing/eventually.js';
import { fileSource } from './file-source.js';
let folder;
beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'file-source-'));
});
afterEach(() => rm(folder, { recursive: true }));
/** Reads whenever it is told to, as a gateway does. */
function follow(path, pollMs) {
    const source = fileSource(path, { pollMs });
    const read = [];
    const stop = source.watch(() => void source.read().then((text) => read.push(text)));
    return {
        until: (text) => eventually(() => read, (texts) => texts.at(-1) === text),
        [Symbol.dispose]: stop,
    };
}
/** Longer than a test: what comes was told by the file system. */
const never = 3_600_000;
test('a file that is written in place, replaced by another one, or away for a moment is noticed', async () => {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const path = join(folder, 'supergraph.graphql');
        await writeFile(path, 'first');
        const followed = __addDisposableResource(env_1, follow(path, never), false);
        await followed.until('first');
        await writeFile(path, 'in place');
        await followed.until('in place');
        await writeFile(`${path}.new`, 'renamed');
        await rename(`${path}.new`, path);
        await followed.until('renamed');
        await unlink(path);
        await writeFile(path, 'is back');
        await followed.until('is back');
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        __disposeResources(env_1);
    }
});
test('a mounted configuration whose link is swapped is noticed', async () => {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        await mkdir(join(folder, 'v1'));
        await mkdir(join(folder, 'v2'));
        await writeFile(join(folder, 'v1/supergraph.graphql'), 'first');
        await writeFile(join(folder, 'v2/supergraph.graphql'), 'second');
        await symlink('v1', join(folder, 'data'));
        await symlink('data/supergraph.graphql', join(folder, 'supergraph.graphql'));
        const followed = __addDisposableResource(env_2, follow(join(folder, 'supergraph.graphql'), never), false);
        await followed.until('first');
        await symlink('v2', join(folder, 'data.new'));
        await rename(join(folder, 'data.new'), join(folder, 'data'));
        await followed.until('second');
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        __disposeResources(env_2);
    }
});
test('a change that the file system does not tell of is noticed by looking', async () => {
    const env_3 = { stack: [], error: void 0, hasError: false };
    try {
        await mkdir(join(folder, 'v1'));
        await mkdir(join(folder, 'v2'));
        await writeFile(join(folder, 'v1/supergraph.graphql'), 'first');
        await writeFile(join(folder, 'v2/supergraph.graphql'), 'second');
        await symlink('v1', join(folder, 'current'));
        const followed = __addDisposableResource(env_3, follow(join(folder, 'current/supergraph.graphql'), 20), false);
        await followed.until('first');
        await symlink('v2', join(folder, 'current.new'));
        await rename(join(folder, 'current.new'), join(folder, 'current'));
        await followed.until('second');
    }
    catch (e_3) {
        env_3.error = e_3;
        env_3.hasError = true;
    }
    finally {
        __disposeResources(env_3);
    }
});
test('a folder that cannot be watched yet is looked into', async () => {
    const env_4 = { stack: [], error: void 0, hasError: false };
    try {
        const path = join(folder, 'later/supergraph.graphql');
        const followed = __addDisposableResource(env_4, follow(path, 20), false);
        await mkdir(join(folder, 'later'));
        await writeFile(path, 'there');
        await followed.until('there');
        expect(await fileSource(path).read()).toBe('there');
    }
    catch (e_4) {
        env_4.error = e_4;
        env_4.hasError = true;
    }
    finally {
        __disposeResources(env_4);
    }
});
//# sourceMappingURL=file-source.test.js.map