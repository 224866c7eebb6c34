/** Stands in for Kibana's saved objects: this host keeps none, so every look-up ends as Kibana's does for one that is gone. */

/** A Boom error, as Kibana's saved objects throw them. */
export class SavedObjectNotFoundError extends Error {
  readonly isBoom = true;
  readonly output: {
    statusCode: number;
    payload: { statusCode: number; error: string; message: string };
  };

  constructor(type: string, id: string) {
    super(`Saved object [${type}/${id}] not found`);
    this.output = {
      statusCode: 404,
      payload: { statusCode: 404, error: 'Not Found', message: this.message },
    };
  }
}

export const savedObjectsClient = {
  get: async (type: string, id: string): Promise<never> => {
    throw new SavedObjectNotFoundError(type, id);
  },
};
