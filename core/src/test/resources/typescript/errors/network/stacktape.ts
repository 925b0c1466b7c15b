import { defineConfig, SqsQueue } from 'stacktape';
import { execSync } from 'node:child_process';

const branch = execSync('git branch --show-current');

export default defineConfig(() => ({ resources: { jobs: new SqsQueue({}) } }));
