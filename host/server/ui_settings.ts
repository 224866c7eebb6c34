/**
 * Stands in for Kibana's advanced settings: kept in memory, so a restart forgets them. There is one space. Routes as Kibana's
 * own, with the answers its browser half reads.
 */
import type { Server } from '@hapi/hapi';
import { z } from 'zod';
import type { Type } from './config_schema';
import { errorResponse, responseFactory, type KibanaResponse } from './response';
import { createRouter, type RouterDependencies } from './router';

export interface SettingDefinition {
  value: unknown;
  schema?: Type<unknown>;
  [key: string]: unknown;
}

export class UiSettings {
  private readonly definitions = new Map<string, SettingDefinition>();
  private readonly stored = new Map<string, unknown>();

  register(settings: Record<string, SettingDefinition>): void {
    for (const [key, definition] of Object.entries(settings)) {
      if (this.definitions.has(key))
        throw new Error(`uiSettings for the key [${key}] has been already registered`);
      this.definitions.set(key, definition);
    }
  }

  /** What plugins get for a request. */
  readonly client = {
    get: async (key: string): Promise<unknown> => this.all()[key],
    getAll: async (): Promise<Record<string, unknown>> => this.all(),
  };

  /**
   * @param value null removes what was stored
   * @throws Error where the setting's schema refuses it
   */
  set(key: string, value: unknown): void {
    if (value === null || value === undefined) {
      this.stored.delete(key);
      return;
    }
    this.definitions.get(key)?.schema?.validate(value, {}, `validation [${key}]`);
    this.stored.set(key, value);
  }

  /** As Kibana answers: each stored value by its key. */
  userProvided(): Record<string, { userValue: unknown }> {
    return Object.fromEntries([...this.stored].map(([key, userValue]) => [key, { userValue }]));
  }

  /** Registered settings without their schema, with what is stored: what Kibana's page puts into the browser. */
  forBrowser(): Record<string, Record<string, unknown>> {
    const stored = this.userProvided();
    return Object.fromEntries(
      [...this.definitions].map(([key, { schema: _schema, ...shown }]) => [
        key,
        { ...shown, ...stored[key] },
      ])
    );
  }

  private all(): Record<string, unknown> {
    const values = Object.fromEntries(
      [...this.definitions].map(([key, { value }]) => [key, value])
    );
    return { ...values, ...Object.fromEntries(this.stored) };
  }
}

const PATH = '/internal/kibana/settings';
const BODY = z.object({ value: z.unknown() });

/** `GET /internal/kibana/settings` (all, with their definitions) and `POST`/`DELETE /internal/kibana/settings/{key}`. */
export function registerSettingsRoutes(
  server: Server,
  settings: UiSettings,
  onError: RouterDependencies['onError']
): void {
  const router = createRouter({ server, core: () => ({}), grants: () => true, onError });
  const answer = (): KibanaResponse =>
    responseFactory.ok({ body: { settings: settings.userProvided() } });
  router.get({ path: PATH, validate: false }, () =>
    responseFactory.ok({ body: { settings: settings.forBrowser() } })
  );
  router.post(
    {
      path: `${PATH}/{key}`,
      validate: { params: (value, { ok }) => ok(value), body: (value, { ok }) => ok(value) },
    },
    (_context, request) => {
      const body = BODY.safeParse(request.body);
      if (!body.success) return errorResponse(400, 'expected a JSON object with `value`');
      try {
        settings.set((request.params as { key: string }).key, body.data.value);
      } catch (error) {
        return errorResponse(400, error as Error);
      }
      return answer();
    }
  );
  router.delete(
    { path: `${PATH}/{key}`, validate: { params: (value, { ok }) => ok(value) } },
    (_context, request) => {
      settings.set((request.params as { key: string }).key, null);
      return answer();
    }
  );
}
