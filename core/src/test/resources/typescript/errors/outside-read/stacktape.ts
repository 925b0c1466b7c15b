import { defineConfig, SqsQueue } from 'stacktape';
import { readFileSync } from 'fs';

export default defineConfig(() => {
  const settings = JSON.parse(readFileSync('../outside.json', 'utf8'));
  return { resources: { jobs: new SqsQueue({ delayMessagesSecond: settings.delay }) } };
});
