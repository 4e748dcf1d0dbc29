/** Bundles the Lambda handlers. Usage: node build-handlers.js */
import { bundleHandlers } from './lambda/bundle-handlers.ts';

const names = await bundleHandlers();
process.stdout.write(`${names.join(', ')}\n`);
