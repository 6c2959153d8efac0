//! A client of the service `reflection` on the UNIX socket whose path is the argument: reads all that is in the schemas
//! that the process tells, and calls a service by the ids that are in them. (The crate `capnp` has no loader of schemas.)
//! Prints a line of JSON for each thing that must hold; fails if any does not.

use std::{collections::HashMap, env, error::Error, path::PathBuf, process::ExitCode};

use capnp::{
    any_pointer,
    schema_capnp::{field, node, type_, value},
};
use capnp_rs::{
    echo_capnp::echo,
    reflection_capnp::{reflection, service},
    session,
    teleop_capnp::teleop,
};
use serde_json::json;
use tokio::task::LocalSet;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = PathBuf::from(env::args().nth(1).ok_or("usage: reflection-client SOCKET")?);
    LocalSet::new().run_until(run(&path)).await
}

async fn run(path: &PathBuf) -> Result<ExitCode, Box<dyn Error>> {
    let root: teleop::Client = session::bootstrap(path).await?;
    let reflection: reflection::Client = service_named(&root, "reflection").await?.get_as_capability()?;
    let mut passed = true;

    let named = services(&reflection).await;
    let ids: HashMap<String, u64> =
        named.iter().flatten().filter_map(|(name, _, id)| id.map(|id| (name.clone(), id))).collect();
    passed &= tell(
        "services are named, with their interfaces",
        named.map(|services| {
            let each: Vec<String> =
                services.iter().map(|(name, interface, _)| format!("{name} {interface}")).collect();
            each.join(", ")
        }),
    );

    passed &= tell("all that is in the nodes can be read", read_schema(&reflection).await);

    passed &= tell(
        "a service is called by the ids that its schema has",
        call_echo(&reflection, &root, ids.get("echo").copied().unwrap_or_default()).await,
    );
    Ok(if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Checked<T> = Result<T, Box<dyn Error>>;

fn tell(name: &str, outcome: Checked<String>) -> bool {
    let ok = outcome.is_ok();
    let detail = outcome.unwrap_or_else(|error| error.to_string());
    println!("{}", json!({ "name": name, "ok": ok, "detail": detail }));
    ok
}

struct Service(capnp::capability::Client);

impl Service {
    fn get_as_capability<Client: capnp::capability::FromClientHook>(self) -> Result<Client, capnp::Error> {
        Ok(Client::new(self.0.hook))
    }
}

async fn service_named(root: &teleop::Client, name: &str) -> Result<Service, capnp::Error> {
    let mut request = root.service_request();
    request.get().set_name(name);
    let response = request.send().promise.await?;
    Ok(Service(response.get()?.get_service().get_as_capability()?))
}

async fn services(reflection: &reflection::Client) -> Checked<Vec<(String, String, Option<u64>)>> {
    let mut request = reflection.services_request();
    request.get().set_make(true);
    let response = request.send().promise.await?;
    let mut services = Vec::new();
    for each in response.get()?.get_services()? {
        let name = each.get_name()?.to_string()?;
        match each.which()? {
            service::Interface(interface) => {
                services.push((name, interface.get_name()?.to_string()?, Some(interface.get_id())));
            }
            service::Failed(why) => return Err(format!("{name} failed: {}", why?.to_str()?).into()),
            service::Unknown(()) | service::Untyped(()) => services.push((name, "unknown".into(), None)),
        }
    }
    Ok(services)
}

async fn read_schema(reflection: &reflection::Client) -> Checked<String> {
    let mut request = reflection.schema_request();
    let names = ["echo", "interop", "corners", "reflection"];
    let mut wanted = request.get().init_services(names.len() as u32);
    for (index, name) in names.iter().enumerate() {
        wanted.set(index as u32, name);
    }
    let response = request.send().promise.await?;
    let schema = response.get()?;
    let nodes = schema.get_nodes()?;
    if nodes.len() <= 50 || schema.get_source_info()?.is_empty() {
        return Err(format!("only {} nodes", nodes.len()).into());
    }
    for node in nodes {
        read_node(node)?;
    }
    for info in schema.get_source_info()? {
        info.get_doc_comment()?.to_str()?;
        for member in info.get_members()? {
            member.get_doc_comment()?.to_str()?;
        }
    }
    Ok(String::new())
}

fn read_node(node: node::Reader) -> Checked<()> {
    node.get_display_name()?.to_str()?;
    for parameter in node.get_parameters()? {
        parameter.get_name()?.to_str()?;
    }
    for annotation in node.get_annotations()? {
        read_value(annotation.get_value()?)?;
    }
    match node.which()? {
        node::Struct(structure) => {
            for field in structure.get_fields()? {
                field.get_name()?.to_str()?;
                match field.which()? {
                    field::Slot(slot) => {
                        read_type(slot.get_type()?)?;
                        read_value(slot.get_default_value()?)?;
                    }
                    field::Group(group) => {
                        group.get_type_id();
                    }
                }
            }
        }
        node::Enum(enumeration) => {
            for enumerant in enumeration.get_enumerants()? {
                enumerant.get_name()?.to_str()?;
            }
        }
        node::Interface(interface) => {
            for method in interface.get_methods()? {
                method.get_name()?.to_str()?;
            }
            for superclass in interface.get_superclasses()? {
                superclass.get_brand()?;
            }
        }
        node::Const(constant) => {
            read_type(constant.get_type()?)?;
            read_value(constant.get_value()?)?;
        }
        node::Annotation(annotation) => read_type(annotation.get_type()?)?,
        node::File(()) => {}
    }
    Ok(())
}

fn read_type(a_type: type_::Reader) -> Checked<()> {
    if let type_::List(list) = a_type.which()? {
        read_type(list.get_element_type()?)?;
    }
    Ok(())
}

fn read_value(a_value: value::Reader) -> Checked<()> {
    match a_value.which()? {
        value::Text(text) => drop(text?.to_str()?),
        value::Data(data) => drop(data?),
        _ => {}
    }
    Ok(())
}

async fn call_echo(reflection: &reflection::Client, root: &teleop::Client, id: u64) -> Checked<String> {
    let mut request = reflection.schema_request();
    request.get().init_services(1).set(0, "echo");
    let response = request.send().promise.await?;
    let mut ordinal = None;
    for node in response.get()?.get_nodes()? {
        let node::Interface(interface) = node.which()? else { continue };
        if node.get_id() != id {
            continue;
        }
        for (index, method) in interface.get_methods()?.iter().enumerate() {
            if method.get_name()?.to_str()? == "echo" {
                ordinal = Some(u16::try_from(index)?);
            }
        }
    }
    let ordinal = ordinal.ok_or("the schema has no method named echo")?;

    let callee = service_named(root, "echo").await?.0;
    let mut call = callee.new_call::<any_pointer::Owned, any_pointer::Owned>(id, ordinal, None);
    call.get().init_as::<echo::echo_params::Builder>().set_message("hello!");
    let response = call.send().promise.await?;
    let results: echo::echo_results::Reader = response.get()?.get_as()?;
    Ok(results.get_reply()?.to_string()?)
}
