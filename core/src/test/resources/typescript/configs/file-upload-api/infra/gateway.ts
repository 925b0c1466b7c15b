import { HttpApiGateway, HttpApiIntegration, LambdaFunction, StacktapeLambdaBuildpackPackaging, type Bucket } from 'stacktape';
import settings from './settings.json';

const { merge } = require('tiny-merge');

export function gateway(files: Bucket) {
  const apiGateway = new HttpApiGateway({ cors: { enabled: true } });
  const api = new LambdaFunction(
    merge(
      {
        packaging: new StacktapeLambdaBuildpackPackaging({ entryfilePath: './src/index.ts' }),
        connectTo: [files],
        events: [
          new HttpApiIntegration({ httpApiGatewayName: apiGateway.resourceName, path: '/', method: '*' }),
          new HttpApiIntegration({ httpApiGatewayName: apiGateway.resourceName, path: '/{proxy+}', method: '*' })
        ]
      },
      settings
    )
  );
  return { apiGateway, api };
}
