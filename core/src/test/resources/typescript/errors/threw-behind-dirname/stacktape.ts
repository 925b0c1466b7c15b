import { defineConfig, SqsQueue } from 'stacktape';
import { load } from './lib/load';

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: load() }) } }));
