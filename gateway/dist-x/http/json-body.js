import express from 'express';
/** Parses a JSON body of at most 1 MB, counted after decompression, in UTF-8 and nothing else (RFC 8259, 8.1). */
export const jsonBody = express.json({
    limit: '1mb',
    verify: (_request, _response, _body, charset) => {
        if (charset !== 'utf-8')
            throw Object.assign(new Error(`the charset ${charset} is not UTF-8`), { status: 415 });
    },
});
//# sourceMappingURL=json-body.js.map