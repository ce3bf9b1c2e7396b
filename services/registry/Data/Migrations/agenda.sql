-- Days whose changes the others have already heard of: what begins or ends by the calendar alone, such as the suspension of a site
-- or the role of an organization. The first row is the day of the installation.
create table told_days (
    day date not null,
    constraint pk_told_days primary key (day)
);
insert into told_days values ((now() at time zone 'Asia/Ashgabat')::date);
