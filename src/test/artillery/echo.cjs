// Ends the loops of echo.yml.
const end = Date.now() + 1000 * Number(process.env.ECHO_SECONDS);

module.exports = {
  goesOn(context, next) {
    next(Date.now() < end);
  },
};
