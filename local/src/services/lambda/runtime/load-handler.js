'use strict';

const { existsSync } = require('node:fs');
const { basename, join, resolve } = require('node:path');
const { RuntimeError } = require('./errors');

/**
 * The function that `index.handler` names, below the task root. Files are tried in the runtime's order (no extension, .js,
 * .mjs, .cjs), ES modules included.
 */
async function loadHandler(taskRoot, name) {
  if (name.includes('..'))
    throw new RuntimeError.MalformedHandlerName(
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  const file = basename(name);
  const [, module, path] = /^([^.]*)\.(.*)$/.exec(file) ?? [];
  if (path === undefined) throw new RuntimeError.MalformedHandlerName('Bad handler');
  const root = resolve(taskRoot, name.slice(0, name.length - file.length));
  return handlerIn(await loadModule(root, module), path, name);
}

async function loadModule(root, name) {
  try {
    for (const extension of ['', '.js', '.mjs', '.cjs'])
      if (existsSync(join(root, name + extension)))
        return await load(join(root, name + extension), extension);
    return require(require.resolve(name, { paths: [root] }));
  } catch (error) {
    if (error instanceof SyntaxError) throw new RuntimeError.UserCodeSyntaxError(String(error));
    if (error.code === 'MODULE_NOT_FOUND') throw new RuntimeError.ImportModuleError(asOnAws(error));
    throw error;
  }
}

function load(file, extension) {
  return extension ? import(file) : require(file);
}

/** In Lambda the module that asked is the runtime's own. */
function asOnAws(error) {
  return String(error)
    .replaceAll(module.filename, '/var/runtime/index.mjs')
    .replace(/\n- .*bootstrap\.js$/m, '');
}

function handlerIn(module, path, name) {
  const handler = find(module, path) ?? find(module.default, path);
  if (!handler) throw new RuntimeError.HandlerNotFound(`${name} is undefined or not exported`);
  if (typeof handler !== 'function') throw new RuntimeError.HandlerNotFound(`${name} is not a function`);
  return handler;
}

function find(object, path) {
  return path.split('.').reduce((nested, key) => nested?.[key], object);
}

module.exports = { loadHandler };
