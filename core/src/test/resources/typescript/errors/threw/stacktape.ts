import { defineConfig } from 'stacktape';
import { settings } from './settings';

export default defineConfig(({ stage }) => ({ resources: { jobs: settings(stage) } }));
