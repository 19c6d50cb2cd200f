-- experiment look
WITH look__met AS (
SELECT
CAST("user_id" AS VARCHAR) AS met_unit,
epoch_us("exposed_at") AS met_at,
CASE CASE WHEN TRY(json_type("properties", CAST($1 AS VARCHAR))) = 'VARCHAR' THEN json_extract_string("properties", CAST($1 AS VARCHAR)) END WHEN CAST($2 AS VARCHAR) THEN 1 WHEN CAST($3 AS VARCHAR) THEN 2 ELSE 0 END AS met_arm,
CASE WHEN (regexp_matches(TRY(json_extract_string("properties", CAST($4 AS VARCHAR))), CAST($5 AS VARCHAR))) THEN 1 ELSE 0 END AS met_test,
TRY(json_extract_string("properties", CAST($6 AS VARCHAR))) AS met_dimension_0
FROM "analytics"."exposures"
WHERE "name" = CAST($7 AS VARCHAR)
AND CASE WHEN TRY(json_type("properties", CAST($8 AS VARCHAR))) = 'VARCHAR' THEN json_extract_string("properties", CAST($8 AS VARCHAR)) END = CAST($9 AS VARCHAR)
AND "exposed_at" >= TIMESTAMP '2026-03-01 00:00:00'
AND "exposed_at" < TIMESTAMP '2026-03-18 00:00:00'
AND epoch_us("exposed_at") >= CAST($10 AS BIGINT)
AND epoch_us("exposed_at") < CAST($11 AS BIGINT)
AND "user_id" IS NOT NULL
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
CAST("user_id" AS VARCHAR) AS event_unit,
CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) AS happened_at,
"name" AS event_name,
CASE WHEN "name" IN (CAST($12 AS VARCHAR)) THEN TRY(json_extract_string("properties", CAST($13 AS VARCHAR))) END AS text_0,
CASE WHEN "name" IN (CAST($14 AS VARCHAR)) THEN TRY(json_extract_string("properties", CAST($15 AS VARCHAR))) END AS text_1,
CASE WHEN "name" IN (CAST($12 AS VARCHAR)) THEN TRY(json_extract_string("properties", CAST($16 AS VARCHAR))) END AS text_2,
CASE WHEN "name" IN (CAST($12 AS VARCHAR)) THEN TRY(json_extract_string("properties", CAST($17 AS VARCHAR))) END AS text_3,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN (CAST($12 AS VARCHAR), CAST($14 AS VARCHAR))
AND "at" >= 1771718400000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-02-22 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST($18 AS BIGINT)
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) < CAST($11 AS BIGINT)
AND "user_id" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN text_0 IS NOT NULL AND (CASE WHEN regexp_matches(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isfinite(TRY_CAST(text_0 AS DOUBLE)) THEN TRY_CAST(text_0 AS DOUBLE) END) IS NULL THEN 1 ELSE 0 END AS bad_0,
CASE WHEN text_1 IS NOT NULL AND (CASE WHEN regexp_matches(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isfinite(TRY_CAST(text_1 AS DOUBLE)) THEN TRY_CAST(text_1 AS DOUBLE) END) IS NULL THEN 1 ELSE 0 END AS bad_1,
CASE WHEN event_name = CAST($12 AS VARCHAR) THEN 1 ELSE 0 END AS hit_0,
CASE WHEN event_name = CAST($14 AS VARCHAR) THEN 1 ELSE 0 END AS hit_1,
CASE WHEN (event_name = CAST($12 AS VARCHAR)) AND ((CASE WHEN regexp_matches(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isfinite(TRY_CAST(text_0 AS DOUBLE)) THEN TRY_CAST(text_0 AS DOUBLE) END) > CAST($19 AS DOUBLE)) AND (strpos(translate(text_3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), CAST($20 AS VARCHAR)) > 0) THEN 1 ELSE 0 END AS hit_2,
CASE WHEN regexp_matches(text_0, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isfinite(TRY_CAST(text_0 AS DOUBLE)) THEN TRY_CAST(text_0 AS DOUBLE) END AS number_0,
CASE WHEN regexp_matches(text_1, '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$') AND isfinite(TRY_CAST(text_1 AS DOUBLE)) THEN TRY_CAST(text_1 AS DOUBLE) END AS number_1,
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
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= CAST($21 AS DOUBLE) THEN number_0 END) AS m1_total,
SUM(CASE WHEN in_1 = 1 AND abs(number_0) <= CAST($21 AS DOUBLE) THEN number_0 END) AS m1_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST($21 AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) + SUM(CASE WHEN in_1 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST($21 AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) AS m1_unusable,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= CAST($21 AS DOUBLE) THEN number_0 END) AS m2_total,
SUM(in_2) AS m2_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= CAST($21 AS DOUBLE) THEN bad_0 ELSE 1 END ELSE 0 END) AS m2_unusable,
AVG(CASE WHEN in_2 = 1 AND abs(number_1) <= CAST($21 AS DOUBLE) THEN number_1 END) AS m3_total,
SUM(CASE WHEN in_2 = 1 THEN CASE WHEN number_1 IS NULL OR abs(number_1) <= CAST($21 AS DOUBLE) THEN bad_1 ELSE 1 END ELSE 0 END) AS m3_unusable,
COUNT(DISTINCT CASE WHEN in_3 = 1 THEN text_2 END) AS m4_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
CAST(CASE WHEN m0_total >= CAST($22 AS DOUBLE) THEN 1 ELSE 0 END AS DOUBLE) AS m0_value,
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
(m1_pooled_n - 1) * (CAST($23 AS DOUBLE)) AS m1_place
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
CASE part WHEN 1 THEN unit_first_at // 86400000000 END AS day,
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
ROW_NUMBER() OVER (PARTITION BY part, day, label, arm, CASE WHEN in_m3_value IS NULL THEN 1 ELSE 0 END ORDER BY in_m3_value) - 1 AS in_m3_value_rank,
COUNT(in_m3_value) OVER (PARTITION BY part, day, label, arm) AS in_m3_value_n
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
in_m3_value_rank,
in_m3_value_n,
(in_m3_value_n - 1) * (CAST($24 AS DOUBLE)) AS m3_mean_place,
(in_m3_value_n - 1) * (CASE WHEN CAST($24 AS DOUBLE) > CAST($25 AS DOUBLE) * sqrt(CAST($24 AS DOUBLE) * (1 - CAST($24 AS DOUBLE)) / nullif(in_m3_value_n, 0)) THEN CAST($24 AS DOUBLE) - CAST($25 AS DOUBLE) * sqrt(CAST($24 AS DOUBLE) * (1 - CAST($24 AS DOUBLE)) / nullif(in_m3_value_n, 0)) ELSE 0 END) AS m3_second_mean_place,
(in_m3_value_n - 1) * (CASE WHEN CAST($24 AS DOUBLE) + CAST($25 AS DOUBLE) * sqrt(CAST($24 AS DOUBLE) * (1 - CAST($24 AS DOUBLE)) / nullif(in_m3_value_n, 0)) < 1 THEN CAST($24 AS DOUBLE) + CAST($25 AS DOUBLE) * sqrt(CAST($24 AS DOUBLE) * (1 - CAST($24 AS DOUBLE)) / nullif(in_m3_value_n, 0)) ELSE 1 END) AS m3_second_variance_place
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
var_samp(in_m0_value) AS m0_variance,
COUNT(in_m1_value) AS m1_n,
AVG(in_m1_value) AS m1_mean,
var_samp(in_m1_value) AS m1_variance,
AVG(in_m1_second) AS m1_second_mean,
var_samp(in_m1_second) AS m1_second_variance,
covar_samp(in_m1_value, in_m1_second) AS m1_covariance,
SUM(in_m1_unusable) AS m1_unusable,
COUNT(in_m2_value) AS m2_n,
AVG(in_m2_value) AS m2_mean,
var_samp(in_m2_value) AS m2_variance,
AVG(in_m2_second) AS m2_second_mean,
var_samp(in_m2_second) AS m2_second_variance,
covar_samp(in_m2_value, in_m2_second) AS m2_covariance,
SUM(in_m2_unusable) AS m2_unusable,
COUNT(in_m3_value) AS m3_n,
MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END) + MAX(m3_mean_place - floor(m3_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_mean_place) THEN in_m3_value END)) AS m3_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END) + MAX(m3_second_mean_place - floor(m3_second_mean_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_mean_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_mean_place) THEN in_m3_value END)) AS m3_second_mean,
MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END) + MAX(m3_second_variance_place - floor(m3_second_variance_place)) * (MAX(CASE WHEN in_m3_value_rank = ceil(m3_second_variance_place) THEN in_m3_value END) - MAX(CASE WHEN in_m3_value_rank = floor(m3_second_variance_place) THEN in_m3_value END)) AS m3_second_variance,
SUM(in_m3_unusable) AS m3_unusable,
COUNT(in_m4_value) AS m4_n,
AVG(in_m4_value) AS m4_mean,
var_samp(in_m4_value) AS m4_variance
FROM look__at_places
GROUP BY part, day, label, arm
LIMIT 10000;
-- CAST($1 AS VARCHAR) = "/$feature_flag_response"
-- CAST($2 AS VARCHAR) = "control"
-- CAST($3 AS VARCHAR) = "treatment"
-- CAST($4 AS VARCHAR) = "/email"
-- CAST($5 AS VARCHAR) = "@acme[.]"
-- CAST($6 AS VARCHAR) = "/country"
-- CAST($7 AS VARCHAR) = "$feature_flag_called"
-- CAST($8 AS VARCHAR) = "/$feature_flag"
-- CAST($9 AS VARCHAR) = "cta"
-- CAST($10 AS BIGINT) = 1772409600000000
-- CAST($11 AS BIGINT) = 1773619200000000
-- CAST($12 AS VARCHAR) = "order"
-- CAST($13 AS VARCHAR) = "/amount"
-- CAST($14 AS VARCHAR) = "visit"
-- CAST($15 AS VARCHAR) = "/ms"
-- CAST($16 AS VARCHAR) = "/sort \"of\""
-- CAST($17 AS VARCHAR) = "/plan"
-- CAST($18 AS BIGINT) = 1771804800000000
-- CAST($19 AS DOUBLE) = 10
-- CAST($20 AS VARCHAR) = "pro"
-- CAST($21 AS DOUBLE) = 1e+140
-- CAST($22 AS DOUBLE) = 1
-- CAST($23 AS DOUBLE) = 0.99
-- CAST($24 AS DOUBLE) = 0.5
-- CAST($25 AS DOUBLE) = 1.959963984540054

-- experiment baseline
WITH look__met AS (
SELECT
CAST("user_id" AS VARCHAR) AS met_unit,
CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) AS met_at
FROM "analytics"."events"
WHERE (("name" = CAST($1 AS VARCHAR) OR TRY(json_extract_string("properties", CAST($2 AS VARCHAR))) = CAST($1 AS VARCHAR) OR TRY(json_extract_string("properties", CAST($3 AS VARCHAR))) = CAST($1 AS VARCHAR)) OR (strpos(TRY(json_extract_string("properties", CAST($2 AS VARCHAR))), CAST($4 AS VARCHAR)) = 1))
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-03-01 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST($5 AS BIGINT)
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) < CAST($6 AS BIGINT)
AND "user_id" IS NOT NULL
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
CAST("user_id" AS VARCHAR) AS event_unit,
CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) AS happened_at,
"name" AS event_name,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN (CAST($7 AS VARCHAR))
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-03-01 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) >= CAST($5 AS BIGINT)
AND CAST("at" * CAST(1000 AS BIGINT) AS BIGINT) < CAST($6 AS BIGINT)
AND "user_id" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN event_name = CAST($7 AS VARCHAR) THEN 1 ELSE 0 END AS hit_0
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
CAST(CASE WHEN m0_total >= CAST($8 AS DOUBLE) THEN 1 ELSE 0 END AS DOUBLE) AS m0_value
FROM look__totals
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN (unit_first_at - CAST($5 AS BIGINT)) // 86400000000 END AS day,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS DOUBLE) END AS in_m0_value
FROM look__valued
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 AS part) AS parts
)
SELECT
part,
day,
arm,
COUNT(*) AS units,
COUNT(in_m0_value) AS m0_n,
AVG(in_m0_value) AS m0_mean,
var_samp(in_m0_value) AS m0_variance
FROM look__sliced
GROUP BY part, day, arm
LIMIT 10000;
-- CAST($1 AS VARCHAR) = "/pay"
-- CAST($2 AS VARCHAR) = "/$pathname"
-- CAST($3 AS VARCHAR) = "/$screen_name"
-- CAST($4 AS VARCHAR) = "/shop"
-- CAST($5 AS BIGINT) = 1772409600000000
-- CAST($6 AS BIGINT) = 1773619200000000
-- CAST($7 AS VARCHAR) = "order"
-- CAST($8 AS DOUBLE) = 1

-- exposure events
SELECT "name" AS event
FROM "analytics"."exposures"
WHERE "name" IN (CAST($1 AS VARCHAR), CAST($2 AS VARCHAR))
AND "exposed_at" >= TIMESTAMP '2026-03-01 00:00:00'
AND "exposed_at" < TIMESTAMP '2026-03-18 00:00:00'
AND epoch_us("exposed_at") >= CAST($3 AS BIGINT)
AND epoch_us("exposed_at") < CAST($4 AS BIGINT)
AND "user_id" IS NOT NULL
GROUP BY "name"
LIMIT 2;
-- CAST($1 AS VARCHAR) = "$feature_flag_called"
-- CAST($2 AS VARCHAR) = "$experiment_exposure"
-- CAST($3 AS BIGINT) = 1772409600000000
-- CAST($4 AS BIGINT) = 1773619200000000

-- table check
SELECT "user_id", "exposed_at", "properties", "name"
FROM "analytics"."exposures"
WHERE 1 = 0
AND "exposed_at" >= TIMESTAMP '1970-01-01 00:00:00';

-- table check
SELECT "user_id", "at", "day", "properties", "name", "event_id"
FROM "analytics"."events"
WHERE 1 = 0
AND "at" >= 0
AND "day" >= TIMESTAMP '1970-01-01 00:00:00';
