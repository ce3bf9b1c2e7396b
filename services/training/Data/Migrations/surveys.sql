-- Answers of participants. No answer says who gave it.
create table survey_answers (
    id uuid not null,
    course_id uuid not null,
    satisfaction integer not null check (satisfaction between 1 and 5),
    topics jsonb not null,
    constraint pk_survey_answers primary key (id),
    constraint fk_survey_answers_courses_course_id foreign key (course_id) references courses (id) on delete restrict
);
create index ix_survey_answers_course_id on survey_answers (course_id);
