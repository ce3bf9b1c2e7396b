-- Days of whose turn the others were told: what becomes true or ends by the calendar alone, such as the suspension of a site or the role of an organization.
create table told_days (
    day date not null,
    constraint pk_told_days primary key (day)
);
insert into told_days values ((now() at time zone 'Asia/Ashgabat')::date);
