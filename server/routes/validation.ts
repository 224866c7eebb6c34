import type { z } from 'zod';
import { API_PRIVILEGE } from '../../common/api/paths';
import type { ValidationFunction } from '../kibana_types';

/** Runs a zod schema inside the validation function that every version of Kibana's router takes; names the parameter. */
export function validateWith(schema: z.ZodType): ValidationFunction {
  return (value, { ok, badRequest }) => {
    const parsed = schema.safeParse(value ?? {});
    if (parsed.success) return ok(parsed.data);
    const issue = parsed.error.issues[0];
    const path = (issue?.path ?? []).map(String);
    return badRequest(
      `${path.length ? `\`${path.join('.')}\` ` : ''}${issue?.message ?? 'is not valid'}`,
      path
    );
  };
}

/** 8.12 reads the tags, 9.x demands `security`: a route sends both. */
export const requirePrivilege = (privilege: string) => ({
  options: { access: 'public' as const, tags: [`access:${privilege}`] },
  security: { authz: { requiredPrivileges: [privilege] } },
});

/** As all routes are that only read. */
export const READ_ROUTE_SECURITY = requirePrivilege(API_PRIVILEGE);
