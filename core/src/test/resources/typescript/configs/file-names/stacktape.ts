import { strict } from 'node:assert';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, SqsQueue } from 'stacktape';
import { folder, url, whole } from './queues/names';
import { meta } from './queues/deep/meta.mjs';

// Each file has its own, whatever imports it.
const here = (name: string) => path.join(__dirname, name);
strict.equal(path.basename(__filename) + path.basename(import.meta.filename), 'stacktape.tsstacktape.ts');
strict.equal(import.meta.dirname, __dirname);
strict.equal(folder, here('queues'));
strict.equal(whole, here('queues/names.ts'));
strict.equal(fileURLToPath(url), here('queues/names.ts'));
strict.equal(meta.folder, here('queues/deep'));
strict.equal(meta.whole, here('queues/deep/meta.mjs'));

// Names of one's own are left alone.
const own = (__filename: string) => __filename;
strict.equal(own('mine'), 'mine');
strict.equal('__dirname', '__dir' + 'name');

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: meta.delay }) } }));
