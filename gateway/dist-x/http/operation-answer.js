import { sendAnswer } from './send-answer.js';
/** Answers with the result of an operation. Every error carries the request id, and the log line the codes. */
export async function answerWithResult({ request, response, type: { contentType, faultStatus }, locals: { headers: forAll, facts, asked, requestId }, }, { dataJson, errors }, { headers, extensions = {} } = {}) {
    if (errors) {
        facts.codes = [...new Set(errors.map(({ extensions }) => String(extensions['code'])))];
        asked.errorPaths = errors.map(({ path }) => path ?? []);
    }
    const shown = errors?.map((error) => {
        const formatted = error.toJSON();
        return { ...formatted, extensions: { ...formatted.extensions, requestId } };
    });
    const parts = [
        ...(shown ? [`"errors":${JSON.stringify(shown)}`] : []),
        ...(dataJson === undefined ? [] : [`"data":${dataJson}`]),
        ...(Object.keys(extensions).length > 0 ? [`"extensions":${JSON.stringify(extensions)}`] : []),
    ];
    await sendAnswer(request, response, {
        status: dataJson === undefined ? faultStatus : 200,
        headers: { ...forAll, 'content-type': contentType, 'cache-control': 'no-store', ...headers },
        body: `{${parts.join()}}`,
    });
}
//# sourceMappingURL=operation-answer.js.map