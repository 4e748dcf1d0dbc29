export {};
//# sourceMappingURL=gateway-options.js.map