import { defineConfig, SqsQueue } from 'stacktape';
import merge from '@acme/merge/deep';

export default defineConfig(() => merge({}, { resources: { jobs: new SqsQueue({}) } }));
