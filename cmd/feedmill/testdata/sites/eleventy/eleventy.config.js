module.exports = function (config) {
  return { dir: { input: "src", includes: "_includes" }, markdownTemplateEngine: "liquid" };
};
