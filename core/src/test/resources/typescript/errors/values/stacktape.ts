import { defineConfig, HttpApiGateway, HttpApiIntegration, LambdaFunction, StacktapeLambdaBuildpackPackaging } from 'stacktape';
import { queues } from './queues';

export default defineConfig(() => {
  const api = new HttpApiGateway({});
  const worker = new LambdaFunction({
    packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './app.py' }),
    memroy: 512,
    timeout: 'soon',
    events: [
      new HttpApiIntegration({ httpApiGatewayName: api, method: 'GTE', path: '/' })
    ]
  } as any);
  return { resources: { api, worker, ...queues, plain: { type: 'sqs-queu' } }, hooks: { beforeDeploy: [{ scriptName: 'none' }] } };
});
