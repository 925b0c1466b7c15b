export { files } from './files.mjs';
export { gateway } from './gateway';
