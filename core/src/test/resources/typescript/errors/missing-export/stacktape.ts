import { defineConfig, SqsQueue } from 'stacktape';
import { delay } from './settings';

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: delay }) } }));
