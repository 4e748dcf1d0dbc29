import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { head } from './fields.ts';
import { clioRecords } from './records.ts';

test.each(Object.entries(clioRecords))(
  'of %s every field that a column is read from is asked for',
  (_entity, { fields, schema }) => {
    const asked: readonly string[] = fields.match(/\w+(?=\{)|\w+(?![^{]*\})/g) ?? [];
    if (!(schema instanceof z.ZodObject)) throw new Error('the record is no object');
    // Not every kind has every time.
    const read = Object.keys(schema.shape).filter((field) => !(field in head));
    expect(read.filter((field) => !asked.includes(field))).toEqual([]);
    expect(asked).toEqual(expect.arrayContaining(['id', 'etag']));
  },
);
