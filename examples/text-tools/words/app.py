"""GET /words?text=... answers with how often each word is there, but for words that say little."""
import json
from collections import Counter
from pathlib import Path

from counting import words_of

COMMON = set((Path(__file__).parent / "common.txt").read_text().split())


def handler(request, context):
    text = (request.get("queryStringParameters") or {}).get("text", "")
    counts = Counter(word for word in words_of(text) if word not in COMMON)
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(dict(counts.most_common(10))),
    }
