import { defineConfig } from 'stacktape';
import { files, gateway } from './infra';

export default defineConfig(() => {
  const { apiGateway, api } = gateway(files);
  return { resources: { apiGateway, filesBucket: files, api } };
});
