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
  private readonly userValues = new Map<string, unknown>();

  register(settings: Record<string, SettingDefinition>): void {
    for (const [key, definition] of Object.entries(settings)) {
      if (this.definitions.has(key))
        throw new Error(`uiSettings for the key [${key}] has been already registered`);
      this.definitions.set(key, definition);
    }
  }

  /** What plugins get for a request. */
  readonly client = {
    get: async (key: string): Promise<unknown> => this.getAll()[key],
    getAll: async (): Promise<Record<string, unknown>> => this.getAll(),
  };

  /**
   * @param value null removes what was stored
   * @throws Error where the setting's schema refuses it
   */
  set(key: string, value: unknown): void {
    if (value === null || value === undefined) {
      this.userValues.delete(key);
      return;
    }
    this.definitions.get(key)?.schema?.validate(value, {}, `validation [${key}]`);
    this.userValues.set(key, value);
  }

  /** As Kibana answers: each stored value by its key. */
  getUserProvided(): Record<string, { userValue: unknown }> {
    return Object.fromEntries([...this.userValues].map(([key, userValue]) => [key, { userValue }]));
  }

  /** Registered settings without their schema, with what is stored: what Kibana's page puts into the browser. */
  getBrowserSettings(): Record<string, Record<string, unknown>> {
    const stored = this.getUserProvided();
    return Object.fromEntries(
      [...this.definitions].map(([key, { schema: _schema, ...shown }]) => [
        key,
        { ...shown, ...stored[key] },
      ])
    );
  }

  private getAll(): Record<string, unknown> {
    const values = Object.fromEntries(
      [...this.definitions].map(([key, { value }]) => [key, value])
    );
    return { ...values, ...Object.fromEntries(this.userValues) };
  }
}

const SETTINGS_PATH = '/internal/kibana/settings';
const BODY_SCHEMA = z.object({ value: z.unknown() });

/** `GET /internal/kibana/settings` (all, with their definitions) and `POST`/`DELETE /internal/kibana/settings/{key}`. */
export function registerSettingsRoutes(
  server: Server,
  settings: UiSettings,
  onError: RouterDependencies['onError']
): void {
  const router = createRouter({
    server,
    createCoreContext: () => ({}),
    isPrivilegeGranted: () => true,
    onError,
  });
  const respondWithSettings = (): KibanaResponse =>
    responseFactory.ok({ body: { settings: settings.getUserProvided() } });
  router.get({ path: SETTINGS_PATH, validate: false }, () =>
    responseFactory.ok({ body: { settings: settings.getBrowserSettings() } })
  );
  router.post(
    {
      path: `${SETTINGS_PATH}/{key}`,
      validate: { params: (value, { ok }) => ok(value), body: (value, { ok }) => ok(value) },
    },
    (_context, request) => {
      const body = BODY_SCHEMA.safeParse(request.body);
      if (!body.success) return errorResponse(400, 'expected a JSON object with `value`');
      try {
        settings.set((request.params as { key: string }).key, body.data.value);
      } catch (error) {
        return errorResponse(400, error as Error);
      }
      return respondWithSettings();
    }
  );
  router.delete(
    { path: `${SETTINGS_PATH}/{key}`, validate: { params: (value, { ok }) => ok(value) } },
    (_context, request) => {
      settings.set((request.params as { key: string }).key, null);
      return respondWithSettings();
    }
  );
}
