# One image for web, migrations and commands. Holds no secret and no data; /app cannot be written.
ARG BASE=python:3.13-slim-trixie

FROM ${BASE} AS build
RUN python3 -m venv /venv
WORKDIR /app
COPY requirements.txt ./
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt
COPY . .
# The key and the directory serve this one step; the image is started with others.
RUN /venv/bin/python -m tools.catalogues \
    && SECRET_KEY=unused DATA_DIR=/tmp/unused /venv/bin/python manage.py collectstatic --no-input --verbosity=0 \
    && /venv/bin/python -m compileall -q referrals forum tools \
    && /venv/bin/python -m pip uninstall --quiet --yes pip

FROM ${BASE}
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data HOST=0.0.0.0 PORT=8000
COPY --from=build /venv /venv
COPY --from=build /app /app
RUN mkdir --mode=0700 /data && chown 10001:10001 /data
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-m", "tools.healthy"]
# Migrations are a step of their own (see compose.yaml): two replicas must not start them at once.
CMD ["python", "-m", "gunicorn", "referrals.wsgi"]
