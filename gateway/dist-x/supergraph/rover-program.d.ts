/** Rover's own program, where npm has one for this platform. */
export declare function roverProgram(): string | undefined;
