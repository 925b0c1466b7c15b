import { defineConfig, SqsQueue } from 'stacktape';
import { delay } from './setings';

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: delay }) } }));
