/** How much somebody may spend: a full bucket at first, which fills up again continuously. */
export interface Budget {
    /** Who spends, and on what; two of the same key spend from one bucket. */
    key: string;
    /** The most that can be saved up. */
    capacity: number;
    refillPerSecond: number;
}
export interface Taken {
    /** False where less was left than was asked for; then nothing was taken. */
    ok: boolean;
    /** What is left now; less than zero where answers came dearer than they were thought to be. */
    left: number;
}
/** Where budgets are kept. */
export interface Budgets {
    take(budget: Budget, amount: number): Taken | Promise<Taken>;
    /** Gives back what was taken too much; a negative amount takes what was too little, below zero if need be. */
    settle(budget: Budget, amount: number): void;
    /** `shared` between all gateways, or `local` to this process. Of a store that should be shared, `local` means that it is away. */
    readonly scope: 'local' | 'shared';
    close(): Promise<void>;
}
/** Seconds until so much is there, at least 1: a header tells whole seconds. */
export declare function secondsUntil(amount: number, left: number, { refillPerSecond }: Budget): number;
