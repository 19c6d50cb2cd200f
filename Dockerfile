# There is nothing to build: Node runs the TypeScript. Not tried where it was written (see compose.yaml).
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY src src
COPY prompts prompts
COPY rules rules
# The tools for operators. The others work on the sandbox, which an image has no use for.
COPY tools/audit.ts tools/backup.ts tools/command-line.ts tools/deliveries.ts tools/doctor.ts tools/export-person.ts tools/flag-keys.ts tools/flags.ts tools/forget-unit.ts tools/look-sql.ts tools/move.ts tools/rebuild.ts tools/replay.ts tools/settings.ts tools/
COPY tools/api tools/api
COPY tools/backup tools/backup
COPY tools/doctor tools/doctor
COPY tools/flags tools/flags
COPY tools/journal tools/journal
COPY tools/look-sql tools/look-sql
COPY tools/move tools/move
COPY tools/privacy tools/privacy
COPY tools/replay-runs tools/replay-runs
COPY tools/settings tools/settings
COPY tools/store tools/store
# For the embedded store, where MONGODB_URI is not set.
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
CMD ["node", "src/main.ts"]
