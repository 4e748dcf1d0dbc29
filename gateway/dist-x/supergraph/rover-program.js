import { createRequire } from 'node:module';
/** Rover's own program, where npm has one for this platform. */
export function roverProgram() {
    const platform = `${process.platform}-${process.arch}`;
    try {
        return createRequire(import.meta.url).resolve(`@apollo/rover-${platform}/rover`);
    }
    catch {
        return undefined;
    }
}
//# sourceMappingURL=rover-program.js.map