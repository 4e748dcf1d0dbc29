export interface SupergraphFile extends AsyncDisposable {
    path: string;
    /** As deployments write it: another file under the same name. */
    replace(text: string): Promise<void>;
}
/** A file of its own in a folder of its own. */
export declare function supergraphFile(text: string): Promise<SupergraphFile>;
