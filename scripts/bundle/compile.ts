import type { RspackOptions, StatsError } from '@rspack/core';

/** A file that a compilation wrote, its size in bytes as it lies on disk. */
export interface CompiledFile {
  name: string;
  size: number;
  /** loaded with the entry, not later */
  initial: boolean;
}

/** How TypeScript is turned into JavaScript: types dropped, classic JSX (there is no react/jsx-runtime in Kibana 8.12). */
export function createTypescriptRule(target: string) {
  return {
    test: /\.tsx?$/,
    loader: 'builtin:swc-loader',
    options: {
      jsc: {
        parser: { syntax: 'typescript', tsx: true },
        transform: { react: { runtime: 'classic', throwIfNamespace: true } },
        target,
      },
    },
    type: 'javascript/auto',
  };
}

function formatCompileError(error: StatsError): string {
  return [error.moduleName ?? error.moduleIdentifier, error.message].filter(Boolean).join(': ');
}

/**
 * Runs one Rspack compilation and returns what it wrote.
 * @throws Error with every error of the compilation, one a paragraph
 */
export async function compile(options: RspackOptions): Promise<CompiledFile[]> {
  const { rspack } = await import('@rspack/core');
  const compiler = rspack(options);
  try {
    return await new Promise((resolve, reject) => {
      compiler.run((failure, stats) => {
        if (failure) return reject(failure);
        if (!stats) return reject(new Error('Rspack gave no result'));
        const {
          errors = [],
          assets = [],
          entrypoints = {},
        } = stats.toJson({ all: false, errors: true, assets: true, entrypoints: true });
        if (errors.length > 0)
          return reject(new Error(errors.map(formatCompileError).join('\n\n')));
        const initial = new Set(
          Object.values(entrypoints).flatMap((entry) =>
            (entry.assets ?? []).map((asset) => asset.name)
          )
        );
        resolve(assets.map(({ name, size }) => ({ name, size, initial: initial.has(name) })));
      });
    });
  } finally {
    await new Promise((resolve) => compiler.close(resolve));
  }
}
