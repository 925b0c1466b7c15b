// Lambda runtime loop for Node.js: fetch an invocation, call the handler, post the answer.
import http from 'node:http';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function endWithParent() {
  // The endpoint holds the other end of standard input for as long as it lives.
  process.stdin.on('end', () => process.exit(143));
  process.stdin.on('error', () => process.exit(143));
  process.stdin.resume();
  process.stdin.unref?.();
}

function call(method, route, body, headers = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host,
        port,
        method,
        agent,
        path: '/2018-06-01/runtime/' + route,
        headers:
          body === undefined
            ? headers
            : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...headers },
      },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('end', () => resolve({ headers: answer.headers, body: Buffer.concat(chunks).toString() }));
        answer.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function describe(error) {
  const isError = error instanceof Error;
  return {
    errorType: isError ? error.name : typeof error,
    errorMessage: isError ? error.message : String(error),
    trace: isError ? String(error.stack).split('\n') : [],
  };
}

async function report(route, error) {
  const description = describe(error);
  console.error(error);
  await call('POST', route, JSON.stringify(description), {
    'Lambda-Runtime-Function-Error-Type': description.errorType,
  });
}

async function load(name) {
  const file = path.basename(name);
  const dot = file.indexOf('.');
  const module = path.join(process.env.LAMBDA_TASK_ROOT, path.dirname(name), file.slice(0, dot));
  const names = file.slice(dot + 1).split('.');
  const found = ['', '.js', '.mjs', '.cjs'].map((end) => module + end).find((candidate) => existsSync(candidate));
  if (!found) {
    const missing = new Error(`Cannot find module '${path.basename(module)}'`);
    missing.name = 'Runtime.ImportModuleError';
    throw missing;
  }
  const exports = found.endsWith('.cjs')
    ? createRequire(pathToFileURL(found))(found)
    : await import(pathToFileURL(found).href);
  const handler = pick(exports, names) ?? pick(exports.default, names);
  if (typeof handler !== 'function') {
    const missing = new Error(`${name} is undefined or not exported`);
    missing.name = 'Runtime.HandlerNotFound';
    throw missing;
  }
  return handler;
}

function pick(exports, names) {
  return names.reduce((value, name) => value?.[name], exports);
}

function invoke(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, value) => (error ? reject(error) : resolve(value));
    context.done = callback;
    context.succeed = resolve;
    context.fail = reject;
    const answer = handler(event, context, callback);
    if (typeof answer?.then === 'function') {
      answer.then(resolve, reject);
    } else if (handler.length < 3 && answer !== undefined) {
      resolve(answer);
    } else if (handler.length < 2) {
      resolve(answer);
    }
  });
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const custom = headers['lambda-runtime-client-context'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: custom ? JSON.parse(custom) : undefined,
    identity: undefined,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

endWithParent();
let handler;
try {
  handler = await load(process.argv[2]);
} catch (error) {
  await report('init/error', error);
  process.exit(1);
}
for (;;) {
  const { headers, body } = await call('GET', 'invocation/next');
  const context = contextOf(headers);
  const route = 'invocation/' + context.awsRequestId;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'];
  let answer;
  try {
    answer = await invoke(handler, body ? JSON.parse(body) : null, context);
  } catch (error) {
    await report(route + '/error', error);
    continue;
  }
  await call('POST', route + '/response', JSON.stringify(answer === undefined ? null : answer));
}
