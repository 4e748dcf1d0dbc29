/** The values of a label as they come, until there are too many of them. */
export declare class Labels {
    #private;
    constructor(max: number);
    of(value: string | undefined): string;
}
