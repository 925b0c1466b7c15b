"""Lambda runtime loop for Python: fetch an invocation, call the handler, post the answer."""
import base64
import importlib
import json
import os
import sys
import threading
import time
import traceback
import urllib.error
import urllib.request

API = "http://" + os.environ["AWS_LAMBDA_RUNTIME_API"] + "/2018-06-01/runtime/"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def end_with_parent():
    """The endpoint holds the other end of standard input for as long as it lives."""
    pipe = os.dup(0)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)

    def watch():
        while os.read(pipe, 1):
            pass
        os._exit(143)

    threading.Thread(target=watch, daemon=True).start()


def post(path, body, headers=None):
    request = urllib.request.Request(API + path, data=body, headers=headers or {}, method="POST")
    request.add_header("Content-Type", "application/json")
    try:
        OPENER.open(request).close()
    except urllib.error.HTTPError as refused:
        # An answer that is too large: the endpoint has told the caller already.
        refused.close()


def report(path, error):
    traceback.print_exc()
    body = {
        "errorMessage": str(error),
        "errorType": type(error).__name__,
        "stackTrace": traceback.format_tb(error.__traceback__),
    }
    post(path, json.dumps(body).encode(), {"Lambda-Runtime-Function-Error-Type": type(error).__name__})


def load(name):
    module, function = name.replace("/", ".").rsplit(".", 1)
    for folder in reversed(os.environ.get("STACKTAPE_LAYERS", "").split(os.pathsep)):
        if folder:
            sys.path.insert(0, os.path.join(folder, "python"))
    sys.path.insert(0, os.environ["LAMBDA_TASK_ROOT"])
    return getattr(importlib.import_module(module), function)


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.identity = None
        custom = headers.get("Lambda-Runtime-Client-Context")
        self.client_context = json.loads(custom) if custom else None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


def encode(value):
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")


def main():
    end_with_parent()
    try:
        handler = load(sys.argv[1])
    except BaseException as error:
        report("init/error", error)
        sys.exit(1)
    while True:
        with OPENER.open(API + "invocation/next") as answer:
            headers, event = answer.headers, answer.read()
        context = Context(headers)
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
        try:
            body = json.dumps(handler(json.loads(event or b"null"), context), default=encode).encode()
        except Exception as error:
            sys.stdout.flush()
            report(f"invocation/{context.aws_request_id}/error", error)
        else:
            sys.stdout.flush()
            post(f"invocation/{context.aws_request_id}/response", body)


main()
