# The API with the web client, for a PostgreSQL of yours (docs/operations.md). CI does not build it.
FROM node:26-bookworm-slim AS build
WORKDIR /mekong
# The packages first: they change more rarely than the sources.
COPY package.json package-lock.json .npmrc ./
COPY apps/api/package.json apps/api/
COPY apps/web/package.json apps/web/
COPY packages/domain/package.json packages/domain/
COPY packages/local-postgres/package.json packages/local-postgres/
COPY packages/schema/package.json packages/schema/
COPY packages/words/package.json packages/words/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build
# What runs needs neither the tools nor the embedded PostgreSQL.
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:26-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000
WORKDIR /mekong
COPY --from=build /mekong/package.json /mekong/turbo.json ./
COPY --from=build /mekong/node_modules node_modules
COPY --from=build /mekong/apps/api/package.json apps/api/
COPY --from=build /mekong/apps/api/dist apps/api/dist
COPY --from=build /mekong/apps/web/build apps/web/build
USER node
EXPOSE 4000
HEALTHCHECK --interval=5s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]
