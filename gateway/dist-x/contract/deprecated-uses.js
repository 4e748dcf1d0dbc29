import { getNamedType, isInputObjectType, TypeInfo, visit, visitWithTypeInfo, } from 'graphql';
const known = new WeakMap();
/** What a document uses that is deprecated, each once. Looked for once per document. Values in variables are not seen. */
export function deprecatedUses(schema, document) {
    let uses = known.get(document);
    if (!uses) {
        uses = findUses(schema, document);
        known.set(document, uses);
    }
    return uses;
}
function findUses(schema, document) {
    const found = new Map();
    const note = (coordinate, reason) => {
        if (reason)
            found.set(coordinate, reason);
    };
    const info = new TypeInfo(schema);
    visit(document, visitWithTypeInfo(info, {
        Field() {
            const field = info.getFieldDef();
            if (field)
                note(`${info.getParentType()?.name}.${field.name}`, field.deprecationReason);
        },
        Argument() {
            const argument = info.getArgument();
            const field = info.getFieldDef();
            if (!argument || !field)
                return;
            note(`${info.getParentType()?.name}.${field.name}(${argument.name}:)`, argument.deprecationReason);
        },
        ObjectField({ name }) {
            const parent = getNamedType(info.getParentInputType());
            if (!isInputObjectType(parent))
                return;
            note(`${parent.name}.${name.value}`, parent.getFields()[name.value]?.deprecationReason);
        },
        EnumValue() {
            const value = info.getEnumValue();
            if (value)
                note(`${getNamedType(info.getInputType())?.name}.${value.name}`, value.deprecationReason);
        },
    }));
    return [...found].map(([coordinate, reason]) => ({ coordinate, reason }));
}
//# sourceMappingURL=deprecated-uses.js.map