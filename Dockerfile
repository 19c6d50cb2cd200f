# There is nothing to build: Node runs the TypeScript. Not tried where it was written (see compose.yaml).
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --no-audit --no-fund
COPY src src
COPY prompts prompts
COPY tools tools
# For the embedded store, where MONGODB_URI is not set.
RUN mkdir data && chown node:node data
USER node
EXPOSE 3000
CMD ["node", "src/main.ts"]
