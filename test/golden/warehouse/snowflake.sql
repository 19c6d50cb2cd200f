-- experiment look
WITH look__met AS (
SELECT
CAST("USER_ID" AS VARCHAR) AS met_unit,
DATE_PART(EPOCH_MICROSECOND, "EXPOSED_AT") AS met_at,
CASE CASE WHEN TYPEOF(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR))) = 'VARCHAR' THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END WHEN CAST(? AS VARCHAR) THEN 1 WHEN CAST(? AS VARCHAR) THEN 2 ELSE 0 END AS met_arm,
CASE WHEN (REGEXP_INSTR(CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR), CAST(? AS VARCHAR)) > 0) THEN 1 ELSE 0 END AS met_test,
CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) AS met_dimension_0
FROM "ANALYTICS"."EXPOSURES"
WHERE "NAME" = CAST(? AS VARCHAR)
AND CASE WHEN TYPEOF(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR))) = 'VARCHAR' THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END = CAST(? AS VARCHAR)
AND "EXPOSED_AT" >= TIMESTAMP '2026-03-01 00:00:00'
AND "EXPOSED_AT" < TIMESTAMP '2026-03-18 00:00:00'
AND DATE_PART(EPOCH_MICROSECOND, "EXPOSED_AT") >= CAST(? AS NUMBER(38, 0))
AND DATE_PART(EPOCH_MICROSECOND, "EXPOSED_AT") < CAST(? AS NUMBER(38, 0))
AND "USER_ID" IS NOT NULL
),
look__grouped AS (
SELECT
met_unit AS grouped_unit,
MIN(CASE WHEN met_arm > 0 THEN met_arm END) AS lowest_arm,
MAX(met_arm) AS highest_arm,
MIN(CASE WHEN met_arm > 0 THEN met_at END) AS earliest_at,
MIN(CASE WHEN met_arm > 0 THEN (lpad(CAST(met_at AS VARCHAR), 20, '0') || CASE WHEN met_dimension_0 IS NULL THEN '0' ELSE ('1' || met_dimension_0) END) END) AS earliest_0
FROM look__met
GROUP BY met_unit
HAVING MAX(met_test) = 0
),
look__units AS (
SELECT
grouped_unit AS unit,
CASE WHEN lowest_arm < highest_arm THEN -1 ELSE highest_arm END AS arm,
earliest_at AS first_at,
CASE WHEN substr(earliest_0, 21, 1) = '1' THEN substr(earliest_0, 22) END AS dimension_0
FROM look__grouped
),
look__scan_0 AS (
SELECT DISTINCT
CAST("USER_ID" AS VARCHAR) AS event_unit,
CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) AS happened_at,
"NAME" AS event_name,
CASE WHEN "NAME" IN (CAST(? AS VARCHAR)) THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END AS text_0,
CASE WHEN "NAME" IN (CAST(? AS VARCHAR)) THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END AS text_1,
CASE WHEN "NAME" IN (CAST(? AS VARCHAR)) THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END AS text_2,
CASE WHEN "NAME" IN (CAST(? AS VARCHAR)) THEN CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) END AS text_3,
"EVENT_ID" AS event_id
FROM "ANALYTICS"."EVENTS"
WHERE "NAME" IN (CAST(? AS VARCHAR), CAST(? AS VARCHAR))
AND "AT" >= 1771718400000
AND "AT" < 1773792000000
AND "DAY" >= TIMESTAMP '2026-02-22 00:00:00'
AND "DAY" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST(? AS NUMBER(38, 0))
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) < CAST(? AS NUMBER(38, 0))
AND "USER_ID" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN text_0 IS NOT NULL AND (CASE WHEN REGEXP_LIKE(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND abs(TRY_TO_DOUBLE(text_0)) < CAST('inf' AS DOUBLE) THEN TRY_TO_DOUBLE(text_0) END) IS NULL THEN 1 ELSE 0 END AS bad_0,
CASE WHEN text_1 IS NOT NULL AND (CASE WHEN REGEXP_LIKE(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND abs(TRY_TO_DOUBLE(text_1)) < CAST('inf' AS DOUBLE) THEN TRY_TO_DOUBLE(text_1) END) IS NULL THEN 1 ELSE 0 END AS bad_1,
CASE WHEN event_name = CAST(? AS VARCHAR) THEN 1 ELSE 0 END AS hit_0,
CASE WHEN event_name = CAST(? AS VARCHAR) THEN 1 ELSE 0 END AS hit_1,
CASE WHEN (event_name = CAST(? AS VARCHAR)) AND ((CASE WHEN REGEXP_LIKE(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND abs(TRY_TO_DOUBLE(text_0)) < CAST('inf' AS DOUBLE) THEN TRY_TO_DOUBLE(text_0) END) > CAST(? AS DOUBLE)) AND (CONTAINS(translate(text_3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), CAST(? AS VARCHAR))) THEN 1 ELSE 0 END AS hit_2,
CASE WHEN REGEXP_LIKE(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND abs(TRY_TO_DOUBLE(text_0)) < CAST('inf' AS DOUBLE) THEN TRY_TO_DOUBLE(text_0) END AS number_0,
CASE WHEN REGEXP_LIKE(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND abs(TRY_TO_DOUBLE(text_1)) < CAST('inf' AS DOUBLE) THEN TRY_TO_DOUBLE(text_1) END AS number_1,
text_2
FROM look__scan_0
),
look__joined AS (
SELECT
unit,
arm,
first_at,
dimension_0,
number_0,
bad_0,
number_1,
bad_1,
text_2,
CASE WHEN hit_0 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_0,
CASE WHEN hit_0 = 1 AND happened_at >= first_at - 604800000000 AND happened_at < first_at THEN 1 ELSE 0 END AS in_1,
CASE WHEN hit_1 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_2,
CASE WHEN hit_2 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_3
FROM look__units
LEFT JOIN look__happened ON event_unit = unit
),
look__totals AS (
SELECT
MAX(arm) AS unit_arm,
MAX(first_at) AS unit_first_at,
MAX(dimension_0) AS unit_dimension_0,
SUM(in_0) AS m0_total,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= CAST(? AS DOUBLE) THEN number_0 END) AS m1_total,
SUM(CASE WHEN in_1 = 1 AND abs(number_0) <= CAST(? AS DOUBLE) THEN number_0 END) AS m1_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST(? AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) + SUM(CASE WHEN in_1 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST(? AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) AS m1_unusable,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= CAST(? AS DOUBLE) THEN number_0 END) AS m2_total,
SUM(in_2) AS m2_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST(? AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) AS m2_unusable,
AVG(CASE WHEN in_2 = 1 AND abs(number_1) <= CAST(? AS DOUBLE) THEN number_1 END) AS m3_total,
SUM(CASE WHEN in_2 = 1 THEN CASE WHEN number_1 IS NULL OR abs(number_1) <= CAST(? AS DOUBLE) THEN bad_1 ELSE 1 END ELSE 0 END) AS m3_unusable,
COUNT(DISTINCT CASE WHEN in_3 = 1 THEN text_2 END) AS m4_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
CAST(CASE WHEN m0_total >= CAST(? AS DOUBLE) THEN 1 ELSE 0 END AS DOUBLE) AS m0_value,
CAST(coalesce(m1_total, 0) AS DOUBLE) AS m1_value,
CAST(coalesce(m1_second_total, 0) AS DOUBLE) AS m1_second,
m1_unusable,
CAST(coalesce(m2_total, 0) AS DOUBLE) AS m2_value,
CAST(coalesce(m2_second_total, 0) AS DOUBLE) AS m2_second,
m2_unusable,
CAST(m3_total AS DOUBLE) AS m3_value,
m3_unusable,
CAST(coalesce(m4_total, 0) AS DOUBLE) AS m4_value
FROM look__totals
),
look__pooled AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
CASE WHEN m1_value <> 0 AND unit_arm > 0 THEN m1_value END AS m1_pooled
FROM look__valued
),
look__ranked AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
m1_pooled,
ROW_NUMBER() OVER (PARTITION BY CASE WHEN m1_pooled IS NULL THEN 1 ELSE 0 END ORDER BY m1_pooled) - 1 AS m1_pooled_rank,
COUNT(m1_pooled) OVER () AS m1_pooled_n
FROM look__pooled
),
look__placed AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
m1_pooled,
m1_pooled_rank,
(m1_pooled_n - 1) * (CAST(? AS DOUBLE)) AS m1_place
FROM look__ranked
),
look__with_caps AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value,
MAX(CASE WHEN m1_pooled_rank = floor(m1_place) THEN m1_pooled END) OVER () + MAX(m1_place - floor(m1_place)) OVER () * (MAX(CASE WHEN m1_pooled_rank = ceil(m1_place) THEN m1_pooled END) OVER () - MAX(CASE WHEN m1_pooled_rank = floor(m1_place) THEN m1_pooled END) OVER ()) AS m1_cap
FROM look__placed
),
look__capped AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
m0_value,
CASE WHEN m1_value > m1_cap THEN m1_cap ELSE m1_value END AS m1_value,
m1_second,
m1_unusable,
m2_value,
m2_second,
m2_unusable,
m3_value,
m3_unusable,
m4_value
FROM look__with_caps
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN CAST((unit_first_at - MOD(unit_first_at, 86400000000)) / 86400000000 AS NUMBER(38, 0)) END AS day,
CASE part WHEN 2 THEN unit_dimension_0 END AS label,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS DOUBLE) END AS in_m0_value,
CASE WHEN part <> 1 THEN m1_value ELSE CAST(NULL AS DOUBLE) END AS in_m1_value,
CASE WHEN part <> 1 THEN m1_second ELSE CAST(NULL AS DOUBLE) END AS in_m1_second,
CASE WHEN part <> 1 THEN m1_unusable ELSE 0 END AS in_m1_unusable,
CASE WHEN part <> 1 THEN m2_value ELSE CAST(NULL AS DOUBLE) END AS in_m2_value,
CASE WHEN part <> 1 THEN m2_second ELSE CAST(NULL AS DOUBLE) END AS in_m2_second,
CASE WHEN part <> 1 THEN m2_unusable ELSE 0 END AS in_m2_unusable,
CASE WHEN part <> 1 THEN m3_value ELSE CAST(NULL AS DOUBLE) END AS in_m3_value,
CASE WHEN part <> 1 THEN m3_unusable ELSE 0 END AS in_m3_unusable,
CASE WHEN part <> 1 THEN m4_value ELSE CAST(NULL AS DOUBLE) END AS in_m4_value
FROM look__capped
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 AS part UNION ALL SELECT 2 AS part) AS parts
),
look__spread AS (
SELECT
part,
day,
label,
arm,
in_m0_value,
in_m1_value,
in_m1_second,
in_m1_unusable,
in_m2_value,
in_m2_second,
in_m2_unusable,
in_m3_value,
in_m3_unusable,
in_m4_value,
in_m0_value - AVG(in_m0_value) OVER (PARTITION BY part, day, label, arm) AS in_m0_value_off,
in_m1_value - AVG(in_m1_value) OVER (PARTITION BY part, day, label, arm) AS in_m1_value_off,
in_m1_second - AVG(in_m1_second) OVER (PARTITION BY part, day, label, arm) AS in_m1_second_off,
in_m2_value - AVG(in_m2_value) OVER (PARTITION BY part, day, label, arm) AS in_m2_value_off,
in_m2_second - AVG(in_m2_second) OVER (PARTITION BY part, day, label, arm) AS in_m2_second_off,
ROW_NUMBER() OVER (PARTITION BY part, day, label, arm, CASE WHEN in_m3_value IS NULL THEN 1 ELSE 0 END ORDER BY in_m3_value) - 1 AS in_m3_value_rank,
COUNT(in_m3_value) OVER (PARTITION BY part, day, label, arm) AS in_m3_value_n,
in_m4_value - AVG(in_m4_value) OVER (PARTITION BY part, day, label, arm) AS in_m4_value_off
FROM look__sliced
),
look__at_places AS (
SELECT
part,
day,
label,
arm,
in_m0_value,
in_m1_value,
in_m1_second,
in_m1_unusable,
in_m2_value,
in_m2_second,
in_m2_unusable,
in_m3_value,
in_m3_unusable,
in_m4_value,
in_m0_value_off,
in_m1_value_off,
in_m1_second_off,
in_m2_value_off,
in_m2_second_off,
in_m3_value_rank,
in_m3_value_n,
in_m4_value_off,
(in_m3_value_n - 1) * (CAST(? AS DOUBLE)) AS m3_mean_place,
(in_m3_value_n - 1) * (CASE WHEN CAST(? AS DOUBLE) > CAST(? AS DOUBLE) * sqrt(CAST(? AS DOUBLE) * (1 - CAST(? AS DOUBLE)) / nullif(in_m3_value_n, 0)) THEN CAST(? AS DOUBLE) - CAST(? AS DOUBLE) * sqrt(CAST(? AS DOUBLE) * (1 - CAST(? AS DOUBLE)) / nullif(in_m3_value_n, 0)) ELSE 0 END) AS m3_second_mean_place,
(in_m3_value_n - 1) * (CASE WHEN CAST(? AS DOUBLE) + CAST(? AS DOUBLE) * sqrt(CAST(? AS DOUBLE) * (1 - CAST(? AS DOUBLE)) / nullif(in_m3_value_n, 0)) < 1 THEN CAST(? AS DOUBLE) + CAST(? AS DOUBLE) * sqrt(CAST(? AS DOUBLE) * (1 - CAST(? AS DOUBLE)) / nullif(in_m3_value_n, 0)) ELSE 1 END) AS m3_second_variance_place
FROM look__spread
)
SELECT
part,
day,
label,
arm,
COUNT(*) AS units,
COUNT(in_m0_value) AS m0_n,
AVG(in_m0_value) AS m0_mean,
SUM(in_m0_value_off * in_m0_value_off) / nullif(COUNT(in_m0_value) - 1, 0) AS m0_variance,
COUNT(in_m1_value) AS m1_n,
AVG(in_m1_value) AS m1_mean,
SUM(in_m1_value_off * in_m1_value_off) / nullif(COUNT(in_m1_value) - 1, 0) AS m1_variance,
AVG(in_m1_second) AS m1_second_mean,
SUM(in_m1_second_off * in_m1_second_off) / nullif(COUNT(in_m1_second) - 1, 0) AS m1_second_variance,
SUM(in_m1_value_off * in_m1_second_off) / nullif(COUNT(in_m1_value) - 1, 0) AS m1_covariance,
SUM(in_m1_unusable) AS m1_unusable,
COUNT(in_m2_value) AS m2_n,
AVG(in_m2_value) AS m2_mean,
SUM(in_m2_value_off * in_m2_value_off) / nullif(COUNT(in_m2_value) - 1, 0) AS m2_variance,
AVG(in_m2_second) AS m2_second_mean,
SUM(in_m2_second_off * in_m2_second_off) / nullif(COUNT(in_m2_second) - 1, 0) AS m2_second_variance,
SUM(in_m2_value_off * in_m2_second_off) / nullif(COUNT(in_m2_value) - 1, 0) AS m2_covariance,
SUM(in_m2_unusable) AS m2_unusable,
COUNT(in_m3_value) AS m3_n,
MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END) + MAX(m3_mean_place - floor(m3_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END)) AS m3_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END) + MAX(m3_second_mean_place - floor(m3_second_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END)) AS m3_second_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END) + MAX(m3_second_variance_place - floor(m3_second_variance_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_variance_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END)) AS m3_second_variance,
SUM(in_m3_unusable) AS m3_unusable,
COUNT(in_m4_value) AS m4_n,
AVG(in_m4_value) AS m4_mean,
SUM(in_m4_value_off * in_m4_value_off) / nullif(COUNT(in_m4_value) - 1, 0) AS m4_variance
FROM look__at_places
GROUP BY part, day, label, arm
LIMIT 10000;
-- CAST(? AS VARCHAR) = "$feature_flag_response"
-- CAST(? AS VARCHAR) = "$feature_flag_response"
-- CAST(? AS VARCHAR) = "control"
-- CAST(? AS VARCHAR) = "treatment"
-- CAST(? AS VARCHAR) = "email"
-- CAST(? AS VARCHAR) = "@acme[.]"
-- CAST(? AS VARCHAR) = "country"
-- CAST(? AS VARCHAR) = "$feature_flag_called"
-- CAST(? AS VARCHAR) = "$feature_flag"
-- CAST(? AS VARCHAR) = "$feature_flag"
-- CAST(? AS VARCHAR) = "cta"
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000
-- CAST(? AS NUMBER(38, 0)) = 1773619200000000
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS VARCHAR) = "amount"
-- CAST(? AS VARCHAR) = "visit"
-- CAST(? AS VARCHAR) = "ms"
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS VARCHAR) = "sort \"of\""
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS VARCHAR) = "plan"
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS VARCHAR) = "visit"
-- CAST(? AS NUMBER(38, 0)) = 1771804800000000
-- CAST(? AS NUMBER(38, 0)) = 1773619200000000
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS VARCHAR) = "visit"
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS DOUBLE) = 10
-- CAST(? AS VARCHAR) = "pro"
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1e+140
-- CAST(? AS DOUBLE) = 1
-- CAST(? AS DOUBLE) = 0.99
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 1.959963984540054
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 1.959963984540054
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 1.959963984540054
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 1.959963984540054
-- CAST(? AS DOUBLE) = 0.5
-- CAST(? AS DOUBLE) = 0.5

-- experiment baseline
WITH look__met AS (
SELECT
CAST("USER_ID" AS VARCHAR) AS met_unit,
CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) AS met_at
FROM "ANALYTICS"."EVENTS"
WHERE (("NAME" = CAST(? AS VARCHAR) OR CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) = CAST(? AS VARCHAR) OR CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR) = CAST(? AS VARCHAR)) OR (STARTSWITH(CAST(GET(TRY_PARSE_JSON(CAST("PROPERTIES" AS VARCHAR)), CAST(? AS VARCHAR)) AS VARCHAR), CAST(? AS VARCHAR))))
AND "AT" >= 1772323200000
AND "AT" < 1773792000000
AND "DAY" >= TIMESTAMP '2026-03-01 00:00:00'
AND "DAY" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST(? AS NUMBER(38, 0))
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) < CAST(? AS NUMBER(38, 0))
AND "USER_ID" IS NOT NULL
),
look__units AS (
SELECT
met_unit AS unit,
1 AS arm,
MIN(met_at) AS first_at
FROM look__met
GROUP BY met_unit
),
look__scan_0 AS (
SELECT DISTINCT
CAST("USER_ID" AS VARCHAR) AS event_unit,
CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) AS happened_at,
"NAME" AS event_name,
"EVENT_ID" AS event_id
FROM "ANALYTICS"."EVENTS"
WHERE "NAME" IN (CAST(? AS VARCHAR))
AND "AT" >= 1772323200000
AND "AT" < 1773792000000
AND "DAY" >= TIMESTAMP '2026-03-01 00:00:00'
AND "DAY" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST(? AS NUMBER(38, 0))
AND CAST("AT" * CAST(1000 AS BIGINT) AS BIGINT) < CAST(? AS NUMBER(38, 0))
AND "USER_ID" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN event_name = CAST(? AS VARCHAR) THEN 1 ELSE 0 END AS hit_0
FROM look__scan_0
),
look__joined AS (
SELECT
unit,
arm,
first_at,
CASE WHEN hit_0 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_0
FROM look__units
LEFT JOIN look__happened ON event_unit = unit
),
look__totals AS (
SELECT
MAX(arm) AS unit_arm,
MAX(first_at) AS unit_first_at,
SUM(in_0) AS m0_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
CAST(CASE WHEN m0_total >= CAST(? AS DOUBLE) THEN 1 ELSE 0 END AS DOUBLE) AS m0_value
FROM look__totals
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN CAST(((unit_first_at - CAST(? AS NUMBER(38, 0))) - MOD((unit_first_at - CAST(? AS NUMBER(38, 0))), 86400000000)) / 86400000000 AS NUMBER(38, 0)) END AS day,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS DOUBLE) END AS in_m0_value
FROM look__valued
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 AS part) AS parts
),
look__spread AS (
SELECT
part,
day,
arm,
in_m0_value,
in_m0_value - AVG(in_m0_value) OVER (PARTITION BY part, day, arm) AS in_m0_value_off
FROM look__sliced
)
SELECT
part,
day,
arm,
COUNT(*) AS units,
COUNT(in_m0_value) AS m0_n,
AVG(in_m0_value) AS m0_mean,
SUM(in_m0_value_off * in_m0_value_off) / nullif(COUNT(in_m0_value) - 1, 0) AS m0_variance
FROM look__spread
GROUP BY part, day, arm
LIMIT 10000;
-- CAST(? AS VARCHAR) = "/pay"
-- CAST(? AS VARCHAR) = "$pathname"
-- CAST(? AS VARCHAR) = "/pay"
-- CAST(? AS VARCHAR) = "$screen_name"
-- CAST(? AS VARCHAR) = "/pay"
-- CAST(? AS VARCHAR) = "$pathname"
-- CAST(? AS VARCHAR) = "/shop"
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000
-- CAST(? AS NUMBER(38, 0)) = 1773619200000000
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000
-- CAST(? AS NUMBER(38, 0)) = 1773619200000000
-- CAST(? AS VARCHAR) = "order"
-- CAST(? AS DOUBLE) = 1
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000

-- exposure events
SELECT "NAME" AS event
FROM "ANALYTICS"."EXPOSURES"
WHERE "NAME" IN (CAST(? AS VARCHAR), CAST(? AS VARCHAR))
AND "EXPOSED_AT" >= TIMESTAMP '2026-03-01 00:00:00'
AND "EXPOSED_AT" < TIMESTAMP '2026-03-18 00:00:00'
AND DATE_PART(EPOCH_MICROSECOND, "EXPOSED_AT") >= CAST(? AS NUMBER(38, 0))
AND DATE_PART(EPOCH_MICROSECOND, "EXPOSED_AT") < CAST(? AS NUMBER(38, 0))
AND "USER_ID" IS NOT NULL
GROUP BY "NAME"
LIMIT 2;
-- CAST(? AS VARCHAR) = "$feature_flag_called"
-- CAST(? AS VARCHAR) = "$experiment_exposure"
-- CAST(? AS NUMBER(38, 0)) = 1772409600000000
-- CAST(? AS NUMBER(38, 0)) = 1773619200000000

-- table check
SELECT "USER_ID", "EXPOSED_AT", "PROPERTIES", "NAME"
FROM "ANALYTICS"."EXPOSURES"
WHERE 1 = 0
AND "EXPOSED_AT" >= TIMESTAMP '1970-01-01 00:00:00';

-- table check
SELECT "USER_ID", "AT", "DAY", "PROPERTIES", "NAME", "EVENT_ID"
FROM "ANALYTICS"."EVENTS"
WHERE 1 = 0
AND "AT" >= 0
AND "DAY" >= TIMESTAMP '1970-01-01 00:00:00';
