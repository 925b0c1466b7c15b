import type { StacktapeConfig } from 'stacktape';

const config: StacktapeConfig = {
  resources: {
    scheduledTask: {
      type: 'function',
      properties: {
        packaging: { type: 'stacktape-lambda-buildpack', properties: { entryfilePath: './src/handler.ts' } },
        memory: 512,
        timeout: 300,
        events: [{ type: 'schedule', properties: { scheduleRate: 'rate(1 hour)' } }]
      }
    }
  }
};

export default config;
