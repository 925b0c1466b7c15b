import { defineConfig, SqsQeue } from 'stacktape';

export default defineConfig(() => ({ resources: { jobs: new SqsQeue({}) } }));
