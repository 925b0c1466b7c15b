import { slugOf } from './slug';

interface Request {
  queryStringParameters?: { text?: string };
}

/** GET /slug?text=... answers with a name that fits into an address. */
export default async (request: Request) => {
  const text = request.queryStringParameters?.text;
  if (!text) {
    return { statusCode: 400, body: 'Say what: /slug?text=...' };
  }
  return { statusCode: 200, body: slugOf(text) };
};
