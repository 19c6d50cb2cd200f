-- experiment look
WITH look__met AS (
SELECT
CAST("user_id" AS TEXT) AS met_unit,
(unixepoch(substr("exposed_at", 1, 19)) * 1000000 + CAST(substr(replace(substr("exposed_at", 21), 'Z', '') || '000000', 1, 6) AS INTEGER)) AS met_at,
CASE CASE WHEN json_valid("properties") THEN CASE WHEN json_type("properties", ?1) = 'text' THEN "properties" ->> ?1 END END WHEN ?2 THEN 1 WHEN ?3 THEN 2 ELSE 0 END AS met_arm,
CASE WHEN (CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?4) WHEN 'text' THEN "properties" ->> ?4 WHEN 'null' THEN NULL ELSE "properties" -> ?4 END END REGEXP ?5) THEN 1 ELSE 0 END AS met_test,
CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?6) WHEN 'text' THEN "properties" ->> ?6 WHEN 'null' THEN NULL ELSE "properties" -> ?6 END END AS met_dimension_0
FROM "analytics"."exposures"
WHERE "name" = ?7
AND CASE WHEN json_valid("properties") THEN CASE WHEN json_type("properties", ?8) = 'text' THEN "properties" ->> ?8 END END = ?9
AND "exposed_at" >= '2026-03-01'
AND "exposed_at" < '2026-03-18'
AND (unixepoch(substr("exposed_at", 1, 19)) * 1000000 + CAST(substr(replace(substr("exposed_at", 21), 'Z', '') || '000000', 1, 6) AS INTEGER)) >= ?10
AND (unixepoch(substr("exposed_at", 1, 19)) * 1000000 + CAST(substr(replace(substr("exposed_at", 21), 'Z', '') || '000000', 1, 6) AS INTEGER)) < ?11
AND "user_id" IS NOT NULL
),
look__grouped AS (
SELECT
met_unit AS grouped_unit,
MIN(CASE WHEN met_arm > 0 THEN met_arm END) AS lowest_arm,
MAX(met_arm) AS highest_arm,
MIN(CASE WHEN met_arm > 0 THEN met_at END) AS earliest_at,
MIN(CASE WHEN met_arm > 0 THEN (printf('%020d', met_at) || CASE WHEN met_dimension_0 IS NULL THEN '0' ELSE ('1' || met_dimension_0) END) END) AS earliest_0
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
look__scan_0 AS NOT MATERIALIZED (
SELECT DISTINCT
CAST("user_id" AS TEXT) AS event_unit,
CAST("at" * 1000 AS INTEGER) AS happened_at,
"name" AS event_name,
CASE WHEN "name" IN (?12) THEN CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?13) WHEN 'text' THEN "properties" ->> ?13 WHEN 'null' THEN NULL ELSE "properties" -> ?13 END END END AS text_0,
CASE WHEN "name" IN (?14) THEN CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?15) WHEN 'text' THEN "properties" ->> ?15 WHEN 'null' THEN NULL ELSE "properties" -> ?15 END END END AS text_1,
CASE WHEN "name" IN (?12) THEN CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?16) WHEN 'text' THEN "properties" ->> ?16 WHEN 'null' THEN NULL ELSE "properties" -> ?16 END END END AS text_2,
CASE WHEN "name" IN (?12) THEN CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?17) WHEN 'text' THEN "properties" ->> ?17 WHEN 'null' THEN NULL ELSE "properties" -> ?17 END END END AS text_3,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN (?12, ?14)
AND "at" >= 1771718400000
AND "at" < 1773792000000
AND "day" >= '2026-02-22'
AND "day" < '2026-03-18'
AND CAST("at" * 1000 AS INTEGER) >= ?18
AND CAST("at" * 1000 AS INTEGER) < ?11
AND "user_id" IS NOT NULL
),
look__happened AS NOT MATERIALIZED (
SELECT
event_unit,
happened_at,
CASE WHEN text_0 IS NOT NULL AND (CASE WHEN text_0 REGEXP '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' AND abs(CAST(text_0 AS REAL)) <= 1.7976931348623157e308 THEN CAST(text_0 AS REAL) END) IS NULL THEN 1 ELSE 0 END AS bad_0,
CASE WHEN text_1 IS NOT NULL AND (CASE WHEN text_1 REGEXP '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' AND abs(CAST(text_1 AS REAL)) <= 1.7976931348623157e308 THEN CAST(text_1 AS REAL) END) IS NULL THEN 1 ELSE 0 END AS bad_1,
CASE WHEN event_name = ?12 THEN 1 ELSE 0 END AS hit_0,
CASE WHEN event_name = ?14 THEN 1 ELSE 0 END AS hit_1,
CASE WHEN (event_name = ?12) AND ((CASE WHEN text_0 REGEXP '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' AND abs(CAST(text_0 AS REAL)) <= 1.7976931348623157e308 THEN CAST(text_0 AS REAL) END) > ?19) AND (instr(lower(text_3), ?20) > 0) THEN 1 ELSE 0 END AS hit_2,
CASE WHEN text_0 REGEXP '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' AND abs(CAST(text_0 AS REAL)) <= 1.7976931348623157e308 THEN CAST(text_0 AS REAL) END AS number_0,
CASE WHEN text_1 REGEXP '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' AND abs(CAST(text_1 AS REAL)) <= 1.7976931348623157e308 THEN CAST(text_1 AS REAL) END AS number_1,
text_2
FROM look__scan_0
),
look__listed AS (
SELECT
unit,
arm,
first_at,
dimension_0,
NULL AS happened_at,
NULL AS hit_0,
NULL AS hit_1,
NULL AS hit_2,
NULL AS number_0,
NULL AS bad_0,
NULL AS number_1,
NULL AS bad_1,
NULL AS text_2
FROM look__units
UNION ALL
SELECT
event_unit AS unit,
NULL AS arm,
NULL AS first_at,
NULL AS dimension_0,
happened_at,
hit_0,
hit_1,
hit_2,
number_0,
bad_0,
number_1,
bad_1,
text_2
FROM look__happened
WHERE ((SELECT COUNT(*) FROM look__units) > 100000 AND (SELECT COUNT(*) FROM look__happened) < 8 * (SELECT COUNT(*) FROM look__units)) OR event_unit IN (SELECT unit FROM look__units)
),
look__told AS (
SELECT
unit,
MAX(arm) OVER (PARTITION BY unit) AS arm,
MAX(first_at) OVER (PARTITION BY unit) AS first_at,
MAX(dimension_0) OVER (PARTITION BY unit) AS dimension_0,
happened_at,
hit_0,
hit_1,
hit_2,
number_0,
bad_0,
number_1,
bad_1,
text_2
FROM look__listed
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
FROM look__told
WHERE arm IS NOT NULL
),
look__totals AS (
SELECT
MAX(arm) AS unit_arm,
MAX(first_at) AS unit_first_at,
MAX(dimension_0) AS unit_dimension_0,
SUM(in_0) AS m0_total,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= ?21 THEN number_0 END) AS m1_total,
SUM(CASE WHEN in_1 = 1 AND abs(number_0) <= ?21 THEN number_0 END) AS m1_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= ?21 THEN bad_0 ELSE 1 END ELSE 0 END) + SUM(CASE WHEN in_1 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= ?21 THEN bad_0 ELSE 1 END ELSE 0 END) AS m1_unusable,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= ?21 THEN number_0 END) AS m2_total,
SUM(in_2) AS m2_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= ?21 THEN bad_0 ELSE 1 END ELSE 0 END) AS m2_unusable,
AVG(CASE WHEN in_2 = 1 AND abs(number_1) <= ?21 THEN number_1 END) AS m3_total,
SUM(CASE WHEN in_2 = 1 THEN CASE WHEN number_1 IS NULL OR abs(number_1) <= ?21 THEN bad_1 ELSE 1 END ELSE 0 END) AS m3_unusable,
COUNT(DISTINCT CASE WHEN in_3 = 1 THEN text_2 END) AS m4_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
CAST(CASE WHEN m0_total >= ?22 THEN 1 ELSE 0 END AS REAL) AS m0_value,
CAST(coalesce(m1_total, 0) AS REAL) AS m1_value,
CAST(coalesce(m1_second_total, 0) AS REAL) AS m1_second,
m1_unusable,
CAST(coalesce(m2_total, 0) AS REAL) AS m2_value,
CAST(coalesce(m2_second_total, 0) AS REAL) AS m2_second,
m2_unusable,
CAST(m3_total AS REAL) AS m3_value,
m3_unusable,
CAST(coalesce(m4_total, 0) AS REAL) AS m4_value
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
(m1_pooled_n - 1) * (?23) AS m1_place
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
CASE part WHEN 1 THEN unit_first_at / 86400000000 END AS day,
CASE part WHEN 2 THEN unit_dimension_0 END AS label,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE NULL END AS in_m0_value,
CASE WHEN part <> 1 THEN m1_value ELSE NULL END AS in_m1_value,
CASE WHEN part <> 1 THEN m1_second ELSE NULL END AS in_m1_second,
CASE WHEN part <> 1 THEN m1_unusable ELSE 0 END AS in_m1_unusable,
CASE WHEN part <> 1 THEN m2_value ELSE NULL END AS in_m2_value,
CASE WHEN part <> 1 THEN m2_second ELSE NULL END AS in_m2_second,
CASE WHEN part <> 1 THEN m2_unusable ELSE 0 END AS in_m2_unusable,
CASE WHEN part <> 1 THEN m3_value ELSE NULL END AS in_m3_value,
CASE WHEN part <> 1 THEN m3_unusable ELSE 0 END AS in_m3_unusable,
CASE WHEN part <> 1 THEN m4_value ELSE NULL END AS in_m4_value
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
(in_m3_value_n - 1) * (?24) AS m3_mean_place,
(in_m3_value_n - 1) * (CASE WHEN ?24 > ?25 * sqrt(?24 * (1 - ?24) / nullif(in_m3_value_n, 0)) THEN ?24 - ?25 * sqrt(?24 * (1 - ?24) / nullif(in_m3_value_n, 0)) ELSE 0 END) AS m3_second_mean_place,
(in_m3_value_n - 1) * (CASE WHEN ?24 + ?25 * sqrt(?24 * (1 - ?24) / nullif(in_m3_value_n, 0)) < 1 THEN ?24 + ?25 * sqrt(?24 * (1 - ?24) / nullif(in_m3_value_n, 0)) ELSE 1 END) AS m3_second_variance_place
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
-- ?1 = "$.\"$feature_flag_response\""
-- ?2 = "control"
-- ?3 = "treatment"
-- ?4 = "$.\"email\""
-- ?5 = "@acme[.]"
-- ?6 = "$.\"country\""
-- ?7 = "$feature_flag_called"
-- ?8 = "$.\"$feature_flag\""
-- ?9 = "cta"
-- ?10 = 1772409600000000
-- ?11 = 1773619200000000
-- ?12 = "order"
-- ?13 = "$.\"amount\""
-- ?14 = "visit"
-- ?15 = "$.\"ms\""
-- ?16 = "$.\"sort \\\"of\\\"\""
-- ?17 = "$.\"plan\""
-- ?18 = 1771804800000000
-- ?19 = 10
-- ?20 = "pro"
-- ?21 = 1e+140
-- ?22 = 1
-- ?23 = 0.99
-- ?24 = 0.5
-- ?25 = 1.959963984540054

-- experiment baseline
WITH look__met AS (
SELECT
CAST("user_id" AS TEXT) AS met_unit,
CAST("at" * 1000 AS INTEGER) AS met_at
FROM "analytics"."events"
WHERE (("name" = ?1 OR CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?2) WHEN 'text' THEN "properties" ->> ?2 WHEN 'null' THEN NULL ELSE "properties" -> ?2 END END = ?1 OR CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?3) WHEN 'text' THEN "properties" ->> ?3 WHEN 'null' THEN NULL ELSE "properties" -> ?3 END END = ?1) OR (instr(CASE WHEN json_valid("properties") THEN CASE json_type("properties", ?2) WHEN 'text' THEN "properties" ->> ?2 WHEN 'null' THEN NULL ELSE "properties" -> ?2 END END, ?4) = 1))
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= '2026-03-01'
AND "day" < '2026-03-18'
AND CAST("at" * 1000 AS INTEGER) >= ?5
AND CAST("at" * 1000 AS INTEGER) < ?6
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
look__scan_0 AS NOT MATERIALIZED (
SELECT DISTINCT
CAST("user_id" AS TEXT) AS event_unit,
CAST("at" * 1000 AS INTEGER) AS happened_at,
"name" AS event_name,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN (?7)
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= '2026-03-01'
AND "day" < '2026-03-18'
AND CAST("at" * 1000 AS INTEGER) >= ?5
AND CAST("at" * 1000 AS INTEGER) < ?6
AND "user_id" IS NOT NULL
),
look__happened AS NOT MATERIALIZED (
SELECT
event_unit,
happened_at,
CASE WHEN event_name = ?7 THEN 1 ELSE 0 END AS hit_0
FROM look__scan_0
),
look__listed AS (
SELECT
unit,
arm,
first_at,
NULL AS happened_at,
NULL AS hit_0
FROM look__units
UNION ALL
SELECT
event_unit AS unit,
NULL AS arm,
NULL AS first_at,
happened_at,
hit_0
FROM look__happened
WHERE ((SELECT COUNT(*) FROM look__units) > 100000 AND (SELECT COUNT(*) FROM look__happened) < 8 * (SELECT COUNT(*) FROM look__units)) OR event_unit IN (SELECT unit FROM look__units)
),
look__told AS (
SELECT
unit,
MAX(arm) OVER (PARTITION BY unit) AS arm,
MAX(first_at) OVER (PARTITION BY unit) AS first_at,
happened_at,
hit_0
FROM look__listed
),
look__joined AS (
SELECT
unit,
arm,
first_at,
CASE WHEN hit_0 = 1 AND happened_at >= first_at AND happened_at < first_at + 604800000000 THEN 1 ELSE 0 END AS in_0
FROM look__told
WHERE arm IS NOT NULL
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
CAST(CASE WHEN m0_total >= ?8 THEN 1 ELSE 0 END AS REAL) AS m0_value
FROM look__totals
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN (unit_first_at - ?5) / 86400000000 END AS day,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE NULL END AS in_m0_value
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
-- ?1 = "/pay"
-- ?2 = "$.\"$pathname\""
-- ?3 = "$.\"$screen_name\""
-- ?4 = "/shop"
-- ?5 = 1772409600000000
-- ?6 = 1773619200000000
-- ?7 = "order"
-- ?8 = 1

-- exposure events
SELECT "name" AS event
FROM "analytics"."exposures"
WHERE "name" IN (?1, ?2)
AND "exposed_at" >= '2026-03-01'
AND "exposed_at" < '2026-03-18'
AND (unixepoch(substr("exposed_at", 1, 19)) * 1000000 + CAST(substr(replace(substr("exposed_at", 21), 'Z', '') || '000000', 1, 6) AS INTEGER)) >= ?3
AND (unixepoch(substr("exposed_at", 1, 19)) * 1000000 + CAST(substr(replace(substr("exposed_at", 21), 'Z', '') || '000000', 1, 6) AS INTEGER)) < ?4
AND "user_id" IS NOT NULL
GROUP BY "name"
LIMIT 2;
-- ?1 = "$feature_flag_called"
-- ?2 = "$experiment_exposure"
-- ?3 = 1772409600000000
-- ?4 = 1773619200000000

-- table check
SELECT "user_id", "exposed_at", "properties", "name"
FROM "analytics"."exposures"
WHERE 1 = 0
AND "exposed_at" >= '1970-01-01';

-- table check
SELECT "user_id", "at", "day", "properties", "name", "event_id"
FROM "analytics"."events"
WHERE 1 = 0
AND "at" >= 0
AND "day" >= '1970-01-01';
