import { ClientError } from '../operation/client-error.ts';
import type { PreparedOperation } from '../operation/operations.ts';
/** A subscription has one root field; when that is denied there is no stream at all. */
export declare function deniedStream({ operation, authorized }: PreparedOperation): ClientError[] | undefined;
