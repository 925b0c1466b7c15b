# Runs one function of a file and writes what it gives, as JSON, to a file of its own, so that what
# the function prints does not get in between.
import asyncio
import importlib.util
import inspect
import json
import os
import sys
import traceback

path, name, arguments, out = sys.argv[1:5]


def finish(result):
    with open(out, 'w', encoding='utf-8') as file:
        json.dump(result, file)
    sys.exit(0)


def line_of(error):
    if isinstance(error, SyntaxError) and error.filename == path:
        return error.lineno or 0
    own = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == path]
    return own[-1] if own else 0


try:
    sys.path.insert(0, os.path.dirname(path))
    spec = importlib.util.spec_from_file_location('__stacktape_program__', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not hasattr(module, name):
        names = [key for key, value in vars(module).items() if inspect.isfunction(value)]
        finish({'code': 'PROGRAM_EXPORT', 'message': f'There is no `{name}` in the program.',
                'hint': f'It has {", ".join(names)}.' if names else 'It has no functions.', 'line': 0})
    value = getattr(module, name)
    value = value(*json.loads(arguments)) if callable(value) else value
    if inspect.isawaitable(value):
        async def settled():
            return await value
        value = asyncio.run(settled())
except SyntaxError as error:
    finish({'code': 'PROGRAM_SYNTAX', 'message': f'{error.msg}.', 'line': line_of(error)})
except ModuleNotFoundError as error:
    finish({'code': 'PROGRAM_IMPORT', 'message': f'The module `{error.name}` is not installed.', 'line': line_of(error)})
except Exception as error:
    finish({'code': 'PROGRAM_THREW', 'message': f'The program raised {type(error).__name__}: {error}', 'line': line_of(error)})
try:
    json.dumps(value)
except (TypeError, ValueError, RecursionError) as error:
    finish({'code': 'PROGRAM_RESULT', 'message': f'The program gives something that is no value of a config: {error}.', 'line': 0})
finish({'value': value})
