import { defineConfig, SqsQueue } from 'stacktape';

export default defineConfig(async () => ({ resources: { jobs: new SqsQueue({}) } }));
