import { defineConfig, SqsQueue } from 'stacktape';
import secret from '../outside.json';

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({ delayMessagesSecond: secret.delay }) } }));
