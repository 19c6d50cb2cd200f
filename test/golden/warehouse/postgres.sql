-- experiment look
WITH look__met AS (
SELECT
CAST("user_id" AS text) AS met_unit,
CAST(EXTRACT(EPOCH FROM "exposed_at") * 1000000 AS bigint) AS met_at,
CASE CASE WHEN left(CAST("properties" -> $1::text AS text), 1) = '"' THEN "properties" ->> $1::text END WHEN $2::text THEN 1 WHEN $3::text THEN 2 ELSE 0 END AS met_arm,
CASE WHEN (("properties" ->> $4::text) ~ $5::text) THEN 1 ELSE 0 END AS met_test,
("properties" ->> $6::text) AS met_dimension_0
FROM "analytics"."exposures"
WHERE "name" = $7::text
AND CASE WHEN left(CAST("properties" -> $8::text AS text), 1) = '"' THEN "properties" ->> $8::text END = $9::text
AND "exposed_at" >= TIMESTAMP '2026-03-01 00:00:00'
AND "exposed_at" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST(EXTRACT(EPOCH FROM "exposed_at") * 1000000 AS bigint) >= $10::bigint
AND CAST(EXTRACT(EPOCH FROM "exposed_at") * 1000000 AS bigint) < $11::bigint
AND "user_id" IS NOT NULL
),
look__grouped AS (
SELECT
met_unit AS grouped_unit,
MIN(CASE WHEN met_arm > 0 THEN met_arm END) AS lowest_arm,
MAX(met_arm) AS highest_arm,
MIN(CASE WHEN met_arm > 0 THEN met_at END) AS earliest_at,
MIN(CASE WHEN met_arm > 0 THEN (lpad(CAST(met_at AS text), 20, '0') || CASE WHEN met_dimension_0 IS NULL THEN '0' ELSE ('1' || met_dimension_0) END) END COLLATE "C") AS earliest_0
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
CAST("user_id" AS text) AS event_unit,
CAST("at" * CAST(1000 AS bigint) AS bigint) AS happened_at,
"name" AS event_name,
CASE WHEN "name" IN ($12::text) THEN ("properties" ->> $13::text) END AS text_0,
CASE WHEN "name" IN ($14::text) THEN ("properties" ->> $15::text) END AS text_1,
CASE WHEN "name" IN ($12::text) THEN ("properties" ->> $16::text) END AS text_2,
CASE WHEN "name" IN ($12::text) THEN ("properties" ->> $17::text) END AS text_3,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN ($12::text, $14::text)
AND "at" >= 1771718400000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-02-22 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS bigint) AS bigint) >= $18::bigint
AND CAST("at" * CAST(1000 AS bigint) AS bigint) < $11::bigint
AND "user_id" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN text_0 IS NOT NULL AND (CASE WHEN text_0 ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' THEN CAST(text_0 AS float8)
WHEN NOT text_0 ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' THEN NULL
WHEN text_0 ~ '^-?0+([.]0+)?([eE]|$)' OR text_0 ~ '[eE]-0*[1-9][0-9]{3,}$' THEN 0
WHEN text_0 ~ '[eE][+]?0*[1-9][0-9]{3,}$' OR abs(CAST(text_0 AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(text_0 AS numeric)) < 5e-324 THEN 0
ELSE CAST(text_0 AS float8) END) IS NULL THEN 1 ELSE 0 END AS bad_0,
CASE WHEN text_1 IS NOT NULL AND (CASE WHEN text_1 ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' THEN CAST(text_1 AS float8)
WHEN NOT text_1 ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' THEN NULL
WHEN text_1 ~ '^-?0+([.]0+)?([eE]|$)' OR text_1 ~ '[eE]-0*[1-9][0-9]{3,}$' THEN 0
WHEN text_1 ~ '[eE][+]?0*[1-9][0-9]{3,}$' OR abs(CAST(text_1 AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(text_1 AS numeric)) < 5e-324 THEN 0
ELSE CAST(text_1 AS float8) END) IS NULL THEN 1 ELSE 0 END AS bad_1,
CASE WHEN event_name = $12::text THEN 1 ELSE 0 END AS hit_0,
CASE WHEN event_name = $14::text THEN 1 ELSE 0 END AS hit_1,
CASE WHEN (event_name = $12::text) AND ((CASE WHEN text_0 ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' THEN CAST(text_0 AS float8)
WHEN NOT text_0 ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' THEN NULL
WHEN text_0 ~ '^-?0+([.]0+)?([eE]|$)' OR text_0 ~ '[eE]-0*[1-9][0-9]{3,}$' THEN 0
WHEN text_0 ~ '[eE][+]?0*[1-9][0-9]{3,}$' OR abs(CAST(text_0 AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(text_0 AS numeric)) < 5e-324 THEN 0
ELSE CAST(text_0 AS float8) END) > $19::float8) AND (strpos(translate(text_3, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), $20::text) > 0) THEN 1 ELSE 0 END AS hit_2,
CASE WHEN text_0 ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' THEN CAST(text_0 AS float8)
WHEN NOT text_0 ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' THEN NULL
WHEN text_0 ~ '^-?0+([.]0+)?([eE]|$)' OR text_0 ~ '[eE]-0*[1-9][0-9]{3,}$' THEN 0
WHEN text_0 ~ '[eE][+]?0*[1-9][0-9]{3,}$' OR abs(CAST(text_0 AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(text_0 AS numeric)) < 5e-324 THEN 0
ELSE CAST(text_0 AS float8) END AS number_0,
CASE WHEN text_1 ~ '^-?[0-9]{1,15}([.][0-9]{1,15})?$' THEN CAST(text_1 AS float8)
WHEN NOT text_1 ~ '^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$' THEN NULL
WHEN text_1 ~ '^-?0+([.]0+)?([eE]|$)' OR text_1 ~ '[eE]-0*[1-9][0-9]{3,}$' THEN 0
WHEN text_1 ~ '[eE][+]?0*[1-9][0-9]{3,}$' OR abs(CAST(text_1 AS numeric)) > 1.7976931348623157e308 THEN NULL
WHEN abs(CAST(text_1 AS numeric)) < 5e-324 THEN 0
ELSE CAST(text_1 AS float8) END AS number_1,
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
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= $21::float8 THEN number_0 END) AS m1_total,
SUM(CASE WHEN in_1 = 1 AND abs(number_0) <= $21::float8 THEN number_0 END) AS m1_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= $21::float8 THEN bad_0 ELSE 1 END ELSE 0 END) + SUM(CASE WHEN in_1 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= $21::float8 THEN bad_0 ELSE 1 END ELSE 0 END) AS m1_unusable,
SUM(CASE WHEN in_0 = 1 AND abs(number_0) <= $21::float8 THEN number_0 END) AS m2_total,
SUM(in_2) AS m2_second_total,
SUM(CASE WHEN in_0 = 1 THEN CASE WHEN number_0 IS NULL OR abs(number_0) <= $21::float8 THEN bad_0 ELSE 1 END ELSE 0 END) AS m2_unusable,
AVG(CASE WHEN in_2 = 1 AND abs(number_1) <= $21::float8 THEN number_1 END) AS m3_total,
SUM(CASE WHEN in_2 = 1 THEN CASE WHEN number_1 IS NULL OR abs(number_1) <= $21::float8 THEN bad_1 ELSE 1 END ELSE 0 END) AS m3_unusable,
COUNT(DISTINCT CASE WHEN in_3 = 1 THEN text_2 END) AS m4_total
FROM look__joined
GROUP BY unit
),
look__valued AS (
SELECT
unit_arm,
unit_first_at,
unit_dimension_0,
CAST(CASE WHEN m0_total >= $22::float8 THEN 1 ELSE 0 END AS float8) AS m0_value,
CAST(coalesce(m1_total, 0) AS float8) AS m1_value,
CAST(coalesce(m1_second_total, 0) AS float8) AS m1_second,
m1_unusable,
CAST(coalesce(m2_total, 0) AS float8) AS m2_value,
CAST(coalesce(m2_second_total, 0) AS float8) AS m2_second,
m2_unusable,
CAST(m3_total AS float8) AS m3_value,
m3_unusable,
CAST(coalesce(m4_total, 0) AS float8) AS m4_value
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
(m1_pooled_n - 1) * ($23::float8) AS m1_place
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
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS float8) END AS in_m0_value,
CASE WHEN part <> 1 THEN m1_value ELSE CAST(NULL AS float8) END AS in_m1_value,
CASE WHEN part <> 1 THEN m1_second ELSE CAST(NULL AS float8) END AS in_m1_second,
CASE WHEN part <> 1 THEN m1_unusable ELSE 0 END AS in_m1_unusable,
CASE WHEN part <> 1 THEN m2_value ELSE CAST(NULL AS float8) END AS in_m2_value,
CASE WHEN part <> 1 THEN m2_second ELSE CAST(NULL AS float8) END AS in_m2_second,
CASE WHEN part <> 1 THEN m2_unusable ELSE 0 END AS in_m2_unusable,
CASE WHEN part <> 1 THEN m3_value ELSE CAST(NULL AS float8) END AS in_m3_value,
CASE WHEN part <> 1 THEN m3_unusable ELSE 0 END AS in_m3_unusable,
CASE WHEN part <> 1 THEN m4_value ELSE CAST(NULL AS float8) END AS in_m4_value
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
(in_m3_value_n - 1) * ($24::float8) AS m3_mean_place,
(in_m3_value_n - 1) * (CASE WHEN $24::float8 > $25::float8 * sqrt($24::float8 * (1 - $24::float8) / nullif(in_m3_value_n, 0)) THEN $24::float8 - $25::float8 * sqrt($24::float8 * (1 - $24::float8) / nullif(in_m3_value_n, 0)) ELSE 0 END) AS m3_second_mean_place,
(in_m3_value_n - 1) * (CASE WHEN $24::float8 + $25::float8 * sqrt($24::float8 * (1 - $24::float8) / nullif(in_m3_value_n, 0)) < 1 THEN $24::float8 + $25::float8 * sqrt($24::float8 * (1 - $24::float8) / nullif(in_m3_value_n, 0)) ELSE 1 END) AS m3_second_variance_place
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
-- $1::text = "$feature_flag_response"
-- $2::text = "control"
-- $3::text = "treatment"
-- $4::text = "email"
-- $5::text = "@acme[.]"
-- $6::text = "country"
-- $7::text = "$feature_flag_called"
-- $8::text = "$feature_flag"
-- $9::text = "cta"
-- $10::bigint = 1772409600000000
-- $11::bigint = 1773619200000000
-- $12::text = "order"
-- $13::text = "amount"
-- $14::text = "visit"
-- $15::text = "ms"
-- $16::text = "sort \"of\""
-- $17::text = "plan"
-- $18::bigint = 1771804800000000
-- $19::float8 = 10
-- $20::text = "pro"
-- $21::float8 = 1e+140
-- $22::float8 = 1
-- $23::float8 = 0.99
-- $24::float8 = 0.5
-- $25::float8 = 1.959963984540054

-- experiment baseline
WITH look__met AS (
SELECT
CAST("user_id" AS text) AS met_unit,
CAST("at" * CAST(1000 AS bigint) AS bigint) AS met_at
FROM "analytics"."events"
WHERE (("name" = $1::text OR ("properties" ->> $2::text) = $1::text OR ("properties" ->> $3::text) = $1::text) OR (strpos(("properties" ->> $2::text), $4::text) = 1))
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-03-01 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS bigint) AS bigint) >= $5::bigint
AND CAST("at" * CAST(1000 AS bigint) AS bigint) < $6::bigint
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
CAST("user_id" AS text) AS event_unit,
CAST("at" * CAST(1000 AS bigint) AS bigint) AS happened_at,
"name" AS event_name,
"event_id" AS event_id
FROM "analytics"."events"
WHERE "name" IN ($7::text)
AND "at" >= 1772323200000
AND "at" < 1773792000000
AND "day" >= TIMESTAMP '2026-03-01 00:00:00'
AND "day" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST("at" * CAST(1000 AS bigint) AS bigint) >= $5::bigint
AND CAST("at" * CAST(1000 AS bigint) AS bigint) < $6::bigint
AND "user_id" IS NOT NULL
),
look__happened AS (
SELECT
event_unit,
happened_at,
CASE WHEN event_name = $7::text THEN 1 ELSE 0 END AS hit_0
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
CAST(CASE WHEN m0_total >= $8::float8 THEN 1 ELSE 0 END AS float8) AS m0_value
FROM look__totals
),
look__sliced AS (
SELECT
part,
CASE part WHEN 1 THEN (unit_first_at - $5::bigint) / 86400000000 END AS day,
unit_arm AS arm,
CASE WHEN part <> 1 THEN m0_value ELSE CAST(NULL AS float8) END AS in_m0_value
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
-- $1::text = "/pay"
-- $2::text = "$pathname"
-- $3::text = "$screen_name"
-- $4::text = "/shop"
-- $5::bigint = 1772409600000000
-- $6::bigint = 1773619200000000
-- $7::text = "order"
-- $8::float8 = 1

-- exposure events
SELECT "name" AS event
FROM "analytics"."exposures"
WHERE "name" IN ($1::text, $2::text)
AND "exposed_at" >= TIMESTAMP '2026-03-01 00:00:00'
AND "exposed_at" < TIMESTAMP '2026-03-18 00:00:00'
AND CAST(EXTRACT(EPOCH FROM "exposed_at") * 1000000 AS bigint) >= $3::bigint
AND CAST(EXTRACT(EPOCH FROM "exposed_at") * 1000000 AS bigint) < $4::bigint
AND "user_id" IS NOT NULL
GROUP BY "name"
LIMIT 2;
-- $1::text = "$feature_flag_called"
-- $2::text = "$experiment_exposure"
-- $3::bigint = 1772409600000000
-- $4::bigint = 1773619200000000

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
